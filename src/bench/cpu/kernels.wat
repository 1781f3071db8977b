;; The loops that the processor's memory bandwidth is measured with. `npm run build:wasm` compiles this file twice into
;; kernels.wasm.ts: as it stands, and with the imported memory shared between workers.
;;
;; Every loop goes over the bytes $from … $to − 1 of the memory. Both are multiples of four; addresses are unsigned, so a
;; memory may be anything below 4 GiB. The body of a loop that writes takes a stride of 128 bytes, two cache lines, as eight
;; vectors that do not wait for one another; what is left over is taken a word at a time.

(module
  (import "bench" "memory" (memory 1))

  ;; The end of the last whole stride of a range.
  (func $strides_end (param $from i32) (param $to i32) (result i32)
    (i32.add
      (local.get $from)
      (i32.and (i32.sub (local.get $to) (local.get $from)) (i32.const -128))))

  ;; `hashedWord` of ../gpu/checksum.ts, of four indices at once: data that no memory can compress and no pattern can
  ;; foresee.
  (func $hash (param $x v128) (result v128)
    (local.set $x
      (i32x4.add (local.get $x) (v128.const i32x4 0x9e3779b9 0x9e3779b9 0x9e3779b9 0x9e3779b9)))
    (local.set $x
      (i32x4.mul
        (v128.xor (local.get $x) (i32x4.shr_u (local.get $x) (i32.const 16)))
        (v128.const i32x4 0x21f0aaad 0x21f0aaad 0x21f0aaad 0x21f0aaad)))
    (local.set $x
      (i32x4.mul
        (v128.xor (local.get $x) (i32x4.shr_u (local.get $x) (i32.const 15)))
        (v128.const i32x4 0x735a2d97 0x735a2d97 0x735a2d97 0x735a2d97)))
    (v128.xor (local.get $x) (i32x4.shr_u (local.get $x) (i32.const 15))))

  ;; Word k of the range becomes the hash of $first + k. Not timed, so not unrolled.
  (func (export "fill") (param $from i32) (param $to i32) (param $first i32)
    (local $index v128)
    (local $vectors_end i32)
    (local.set $vectors_end
      (i32.add
        (local.get $from)
        (i32.and (i32.sub (local.get $to) (local.get $from)) (i32.const -16))))
    (local.set $index
      (i32x4.add (i32x4.splat (local.get $first)) (v128.const i32x4 0 1 2 3)))
    (block $vectors_done
      (loop $vectors
        (br_if $vectors_done (i32.ge_u (local.get $from) (local.get $vectors_end)))
        (v128.store (local.get $from) (call $hash (local.get $index)))
        (local.set $index (i32x4.add (local.get $index) (v128.const i32x4 4 4 4 4)))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (br $vectors)))
    (block $words_done
      (loop $words
        (br_if $words_done (i32.ge_u (local.get $from) (local.get $to)))
        (i32.store (local.get $from) (i32x4.extract_lane 0 (call $hash (local.get $index))))
        (local.set $index (i32x4.add (local.get $index) (v128.const i32x4 1 1 1 1)))
        (local.set $from (i32.add (local.get $from) (i32.const 4)))
        (br $words))))

  ;; The sum of all words of the range, modulo 2^32. Moves the range once, its four quarters side by side, a cache line of
  ;; each in turn: while one quarter enters its next page, the others are fetched. Measured on a Zen 4, two workers: 10 to
  ;; 18 % faster than one stream, 5 % where others took much of the bandwidth; two streams are a little slower than four,
  ;; eight slower than one.
  (func (export "read") (param $from i32) (param $to i32) (result i32)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local $p0 i32) (local $p1 i32) (local $p2 i32) (local $p3 i32)
    (local $quarter i32)
    (local $p0_end i32)
    (local $sum i32)
    (local.set $quarter
      (i32.and
        (i32.shr_u (i32.sub (local.get $to) (local.get $from)) (i32.const 2))
        (i32.const -64)))
    (local.set $p0 (local.get $from))
    (local.set $p1 (i32.add (local.get $p0) (local.get $quarter)))
    (local.set $p2 (i32.add (local.get $p1) (local.get $quarter)))
    (local.set $p3 (i32.add (local.get $p2) (local.get $quarter)))
    (local.set $p0_end (local.get $p1))
    (if (i32.lt_u (local.get $p0) (local.get $p0_end))
      (then
        (loop $lines
          (local.set $s0 (i32x4.add (local.get $s0) (v128.load offset=0 (local.get $p0))))
          (local.set $s1 (i32x4.add (local.get $s1) (v128.load offset=16 (local.get $p0))))
          (local.set $s2 (i32x4.add (local.get $s2) (v128.load offset=32 (local.get $p0))))
          (local.set $s3 (i32x4.add (local.get $s3) (v128.load offset=48 (local.get $p0))))
          (local.set $s0 (i32x4.add (local.get $s0) (v128.load offset=0 (local.get $p1))))
          (local.set $s1 (i32x4.add (local.get $s1) (v128.load offset=16 (local.get $p1))))
          (local.set $s2 (i32x4.add (local.get $s2) (v128.load offset=32 (local.get $p1))))
          (local.set $s3 (i32x4.add (local.get $s3) (v128.load offset=48 (local.get $p1))))
          (local.set $s0 (i32x4.add (local.get $s0) (v128.load offset=0 (local.get $p2))))
          (local.set $s1 (i32x4.add (local.get $s1) (v128.load offset=16 (local.get $p2))))
          (local.set $s2 (i32x4.add (local.get $s2) (v128.load offset=32 (local.get $p2))))
          (local.set $s3 (i32x4.add (local.get $s3) (v128.load offset=48 (local.get $p2))))
          (local.set $s0 (i32x4.add (local.get $s0) (v128.load offset=0 (local.get $p3))))
          (local.set $s1 (i32x4.add (local.get $s1) (v128.load offset=16 (local.get $p3))))
          (local.set $s2 (i32x4.add (local.get $s2) (v128.load offset=32 (local.get $p3))))
          (local.set $s3 (i32x4.add (local.get $s3) (v128.load offset=48 (local.get $p3))))
          (local.set $p0 (i32.add (local.get $p0) (i32.const 64)))
          (local.set $p1 (i32.add (local.get $p1) (i32.const 64)))
          (local.set $p2 (i32.add (local.get $p2) (i32.const 64)))
          (local.set $p3 (i32.add (local.get $p3) (i32.const 64)))
          (br_if $lines (i32.lt_u (local.get $p0) (local.get $p0_end))))))
    ;; The last quarter ends where less than a line for each is left.
    (local.set $from (local.get $p3))
    (block $words_done
      (loop $words
        (br_if $words_done (i32.ge_u (local.get $from) (local.get $to)))
        (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $from))))
        (local.set $from (i32.add (local.get $from) (i32.const 4)))
        (br $words)))
    (local.set $s0
      (i32x4.add
        (i32x4.add (local.get $s0) (local.get $s1))
        (i32x4.add (local.get $s2) (local.get $s3))))
    (i32.add
      (local.get $sum)
      (i32.add
        (i32.add
          (i32x4.extract_lane 0 (local.get $s0))
          (i32x4.extract_lane 1 (local.get $s0)))
        (i32.add
          (i32x4.extract_lane 2 (local.get $s0))
          (i32x4.extract_lane 3 (local.get $s0))))))

  ;; Every word of the range becomes $value. Moves the range once, by STREAM's way of counting.
  (func (export "write") (param $from i32) (param $to i32) (param $value i32)
    (local $vector v128)
    (local $strides_end i32)
    (local.set $vector (i32x4.splat (local.get $value)))
    (local.set $strides_end (call $strides_end (local.get $from) (local.get $to)))
    (if (i32.lt_u (local.get $from) (local.get $strides_end))
      (then
        (loop $strides
          (v128.store offset=0 (local.get $from) (local.get $vector))
          (v128.store offset=16 (local.get $from) (local.get $vector))
          (v128.store offset=32 (local.get $from) (local.get $vector))
          (v128.store offset=48 (local.get $from) (local.get $vector))
          (v128.store offset=64 (local.get $from) (local.get $vector))
          (v128.store offset=80 (local.get $from) (local.get $vector))
          (v128.store offset=96 (local.get $from) (local.get $vector))
          (v128.store offset=112 (local.get $from) (local.get $vector))
          (local.set $from (i32.add (local.get $from) (i32.const 128)))
          (br_if $strides (i32.lt_u (local.get $from) (local.get $strides_end))))))
    (block $words_done
      (loop $words
        (br_if $words_done (i32.ge_u (local.get $from) (local.get $to)))
        (i32.store (local.get $from) (local.get $value))
        (local.set $from (i32.add (local.get $from) (i32.const 4)))
        (br $words))))

  ;; The range becomes what stands at $source. Moves the range twice.
  (func (export "copy") (param $from i32) (param $to i32) (param $source i32)
    (local $strides_end i32)
    (local.set $strides_end (call $strides_end (local.get $from) (local.get $to)))
    (if (i32.lt_u (local.get $from) (local.get $strides_end))
      (then
        (loop $strides
          (v128.store offset=0 (local.get $from) (v128.load offset=0 (local.get $source)))
          (v128.store offset=16 (local.get $from) (v128.load offset=16 (local.get $source)))
          (v128.store offset=32 (local.get $from) (v128.load offset=32 (local.get $source)))
          (v128.store offset=48 (local.get $from) (v128.load offset=48 (local.get $source)))
          (v128.store offset=64 (local.get $from) (v128.load offset=64 (local.get $source)))
          (v128.store offset=80 (local.get $from) (v128.load offset=80 (local.get $source)))
          (v128.store offset=96 (local.get $from) (v128.load offset=96 (local.get $source)))
          (v128.store offset=112 (local.get $from) (v128.load offset=112 (local.get $source)))
          (local.set $source (i32.add (local.get $source) (i32.const 128)))
          (local.set $from (i32.add (local.get $from) (i32.const 128)))
          (br_if $strides (i32.lt_u (local.get $from) (local.get $strides_end))))))
    (block $words_done
      (loop $words
        (br_if $words_done (i32.ge_u (local.get $from) (local.get $to)))
        (i32.store (local.get $from) (i32.load (local.get $source)))
        (local.set $source (i32.add (local.get $source) (i32.const 4)))
        (local.set $from (i32.add (local.get $from) (i32.const 4)))
        (br $words))))

  ;; Every word of the range becomes the word at $left + 3 × the word at $right, modulo 2^32, so that the result can be
  ;; checked exactly. Moves the range three times.
  (func (export "triad") (param $from i32) (param $to i32) (param $left i32) (param $right i32)
    (local $scaled v128)
    (local $strides_end i32)
    (local.set $strides_end (call $strides_end (local.get $from) (local.get $to)))
    (if (i32.lt_u (local.get $from) (local.get $strides_end))
      (then
        (loop $strides
          (local.set $scaled (v128.load offset=0 (local.get $right)))
          (v128.store offset=0 (local.get $from)
            (i32x4.add
              (v128.load offset=0 (local.get $left))
              (i32x4.add (local.get $scaled) (i32x4.shl (local.get $scaled) (i32.const 1)))))
          (local.set $scaled (v128.load offset=16 (local.get $right)))
          (v128.store offset=16 (local.get $from)
            (i32x4.add
              (v128.load offset=16 (local.get $left))
              (i32x4.add (local.get $scaled) (i32x4.shl (local.get $scaled) (i32.const 1)))))
          (local.set $scaled (v128.load offset=32 (local.get $right)))
          (v128.store offset=32 (local.get $from)
            (i32x4.add
              (v128.load offset=32 (local.get $left))
              (i32x4.add (local.get $scaled) (i32x4.shl (local.get $scaled) (i32.const 1)))))
          (local.set $scaled (v128.load offset=48 (local.get $right)))
          (v128.store offset=48 (local.get $from)
            (i32x4.add
              (v128.load offset=48 (local.get $left))
              (i32x4.add (local.get $scaled) (i32x4.shl (local.get $scaled) (i32.const 1)))))
          (local.set $scaled (v128.load offset=64 (local.get $right)))
          (v128.store offset=64 (local.get $from)
            (i32x4.add
              (v128.load offset=64 (local.get $left))
              (i32x4.add (local.get $scaled) (i32x4.shl (local.get $scaled) (i32.const 1)))))
          (local.set $scaled (v128.load offset=80 (local.get $right)))
          (v128.store offset=80 (local.get $from)
            (i32x4.add
              (v128.load offset=80 (local.get $left))
              (i32x4.add (local.get $scaled) (i32x4.shl (local.get $scaled) (i32.const 1)))))
          (local.set $scaled (v128.load offset=96 (local.get $right)))
          (v128.store offset=96 (local.get $from)
            (i32x4.add
              (v128.load offset=96 (local.get $left))
              (i32x4.add (local.get $scaled) (i32x4.shl (local.get $scaled) (i32.const 1)))))
          (local.set $scaled (v128.load offset=112 (local.get $right)))
          (v128.store offset=112 (local.get $from)
            (i32x4.add
              (v128.load offset=112 (local.get $left))
              (i32x4.add (local.get $scaled) (i32x4.shl (local.get $scaled) (i32.const 1)))))
          (local.set $left (i32.add (local.get $left) (i32.const 128)))
          (local.set $right (i32.add (local.get $right) (i32.const 128)))
          (local.set $from (i32.add (local.get $from) (i32.const 128)))
          (br_if $strides (i32.lt_u (local.get $from) (local.get $strides_end))))))
    (block $words_done
      (loop $words
        (br_if $words_done (i32.ge_u (local.get $from) (local.get $to)))
        (i32.store (local.get $from)
          (i32.add
            (i32.load (local.get $left))
            (i32.mul (i32.load (local.get $right)) (i32.const 3))))
        (local.set $left (i32.add (local.get $left) (i32.const 4)))
        (local.set $right (i32.add (local.get $right) (i32.const 4)))
        (local.set $from (i32.add (local.get $from) (i32.const 4)))
        (br $words)))))
