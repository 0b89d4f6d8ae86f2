;; Follows the structure of one JSON object through memory: strings sixteen bytes at a time, brackets outside them one by one.
;; Built into structure.wasm by scripts/build-wasm.mjs; record-cursor.ts is its only caller.
(module
  (memory (export "memory") 64)

  ;; The first 64 bytes are the cursor, kept between calls (the window may end anywhere); the window begins behind them.
  ;;  0 at       where to go on, counted from the window's first byte, as are all positions
  ;;  4 depth
  ;;  8 deepest
  ;; 12 from     first byte of the string that is open, or -1
  ;; 16 opened   objects and arrays opened directly inside the record so far: tells one from the next
  ;; 20 wanted   1: the next string at depth 1 or 2 is a value somebody waits for
  ;; 24 lengths  64 bits; bit n is set when some known key has n bytes
  (func $save (param $at i32) (param $depth i32) (param $deepest i32) (param $from i32) (param $opened i32) (param $wanted i32)
    (i32.store offset=0 (i32.const 0) (local.get $at))
    (i32.store offset=4 (i32.const 0) (local.get $depth))
    (i32.store offset=8 (i32.const 0) (local.get $deepest))
    (i32.store offset=12 (i32.const 0) (local.get $from))
    (i32.store offset=16 (i32.const 0) (local.get $opened))
    (i32.store offset=20 (i32.const 0) (local.get $wanted)))

  ;; Answers 0: the object ended (at: behind it), 1: more bytes are needed, 2: broken at `at`,
  ;; 3: a string at depth 1 or 2 that is wanted, or as long as a known key (from … at: its bytes, at: the closing quote).
  ;; At least 16 readable bytes must follow the window's `size`.
  (func (export "run") (param $size i32) (result i32)
    (local $i i32) (local $c i32) (local $mask i32) (local $length i32) (local $v v128)
    (local $depth i32) (local $deepest i32) (local $from i32) (local $opened i32) (local $wanted i32) (local $lengths i64)
    (local.set $depth (i32.load offset=4 (i32.const 0)))
    (local.set $deepest (i32.load offset=8 (i32.const 0)))
    (local.set $from (i32.load offset=12 (i32.const 0)))
    (local.set $opened (i32.load offset=16 (i32.const 0)))
    (local.set $wanted (i32.load offset=20 (i32.const 0)))
    (local.set $lengths (i64.load offset=24 (i32.const 0)))
    (local.set $i (i32.load offset=0 (i32.const 0)))
    (loop $tokens
      (if (i32.ge_s (local.get $from) (i32.const 0))
        (then
          (block $closed
            (loop $inside
              (if (i32.ge_u (local.get $i) (local.get $size))
                (then (call $save (local.get $size) (local.get $depth) (local.get $deepest) (local.get $from) (local.get $opened) (local.get $wanted)) (return (i32.const 1))))
              (local.set $v (v128.load offset=64 (local.get $i)))
              (local.set $mask
                (i8x16.bitmask
                  (v128.or
                    (i8x16.eq (local.get $v) (i8x16.splat (i32.const 0x22)))
                    (v128.or
                      (i8x16.eq (local.get $v) (i8x16.splat (i32.const 0x5c)))
                      (i8x16.eq (local.get $v) (i8x16.splat (i32.const 0x0a)))))))
              (if (i32.eqz (local.get $mask))
                (then
                  (local.set $i (i32.add (local.get $i) (i32.const 16)))
                  (br $inside)))
              (local.set $i (i32.add (local.get $i) (i32.ctz (local.get $mask))))
              (if (i32.ge_u (local.get $i) (local.get $size))
                (then (call $save (local.get $size) (local.get $depth) (local.get $deepest) (local.get $from) (local.get $opened) (local.get $wanted)) (return (i32.const 1))))
              (local.set $c (i32.load8_u offset=64 (local.get $i)))
              (br_if $closed (i32.eq (local.get $c) (i32.const 0x22)))
              ;; A raw line end cannot be in a string.
              (if (i32.eq (local.get $c) (i32.const 0x0a))
                (then (call $save (local.get $i) (local.get $depth) (local.get $deepest) (local.get $from) (local.get $opened) (local.get $wanted)) (return (i32.const 2))))
              (if (i32.ge_u (i32.add (local.get $i) (i32.const 1)) (local.get $size))
                (then (call $save (local.get $i) (local.get $depth) (local.get $deepest) (local.get $from) (local.get $opened) (local.get $wanted)) (return (i32.const 1))))
              (local.set $i (i32.add (local.get $i) (i32.const 2)))
              (br $inside)))
          (if (i32.le_s (local.get $depth) (i32.const 2))
            (then
              (local.set $length (i32.sub (local.get $i) (local.get $from)))
              (if (i32.or
                    (local.get $wanted)
                    (i32.and
                      (i32.lt_u (local.get $length) (i32.const 64))
                      (i32.wrap_i64 (i64.and (i64.shr_u (local.get $lengths) (i64.extend_i32_u (local.get $length))) (i64.const 1)))))
                (then (call $save (local.get $i) (local.get $depth) (local.get $deepest) (local.get $from) (local.get $opened) (local.get $wanted)) (return (i32.const 3))))))
          (local.set $from (i32.const -1))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))))
      (loop $between
        (if (i32.ge_u (local.get $i) (local.get $size))
          (then (call $save (local.get $i) (local.get $depth) (local.get $deepest) (local.get $from) (local.get $opened) (local.get $wanted)) (return (i32.const 1))))
        (local.set $c (i32.load8_u offset=64 (local.get $i)))
        (if (i32.eq (local.get $c) (i32.const 0x22))
          (then
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (local.set $from (local.get $i))
            (br $tokens)))
        ;; `{` and `[`, `}` and `]` differ in one bit.
        (if (i32.eq (i32.or (local.get $c) (i32.const 0x20)) (i32.const 0x7b))
          (then
            (local.set $depth (i32.add (local.get $depth) (i32.const 1)))
            (if (i32.gt_s (local.get $depth) (local.get $deepest))
              (then (local.set $deepest (local.get $depth))))
            (if (i32.eq (local.get $depth) (i32.const 2))
              (then (local.set $opened (i32.add (local.get $opened) (i32.const 1)))))
            (if (i32.or (i32.gt_s (local.get $depth) (i32.const 2)) (i32.eq (local.get $c) (i32.const 0x5b)))
              (then (local.set $wanted (i32.const 0))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br $between)))
        (if (i32.eq (i32.or (local.get $c) (i32.const 0x20)) (i32.const 0x7d))
          (then
            (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (if (i32.eqz (local.get $depth))
              (then (call $save (local.get $i) (local.get $depth) (local.get $deepest) (local.get $from) (local.get $opened) (local.get $wanted)) (return (i32.const 0))))
            (br $between)))
        ;; A line that begins with an object, while another is open: the line before was cut.
        (if (i32.eq (local.get $c) (i32.const 0x0a))
          (then
            (if (i32.ge_u (i32.add (local.get $i) (i32.const 1)) (local.get $size))
              (then (call $save (local.get $i) (local.get $depth) (local.get $deepest) (local.get $from) (local.get $opened) (local.get $wanted)) (return (i32.const 1))))
            (if (i32.eq (i32.load8_u offset=65 (local.get $i)) (i32.const 0x7b))
              (then (call $save (local.get $i) (local.get $depth) (local.get $deepest) (local.get $from) (local.get $opened) (local.get $wanted)) (return (i32.const 2))))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $between)))
    (unreachable))
)
