import type { EngineFigures, EngineRequest } from './engine.ts';
import { llamaCppFigures } from './llama-cpp.ts';
import { sglangFigures } from './sglang.ts';
import { tensorrtLlmFigures } from './tensorrt-llm.ts';
import { vllmFigures } from './vllm.ts';

/** What an engine allocates on one device for one sequence. The rules stand with each engine. */
export function engineFigures(request: EngineRequest): EngineFigures {
  switch (request.settings.name) {
    case 'vllm':
      return vllmFigures(request);
    case 'sglang':
      return sglangFigures(request);
    case 'tensorrt-llm':
      return tensorrtLlmFigures(request);
    case 'llama.cpp':
      return llamaCppFigures(request);
  }
}
