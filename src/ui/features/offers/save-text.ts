export { saveText } from '../../shared/save-file.ts';
