// Every method names some of these; they carry nothing of their own.
const COMMON = new Set(
  `String Integer Long Boolean Double Float Object List Set Map Collection Optional Void Class Int Unit Any Override Iterable Array Nothing
  HashMap ArrayList LinkedHashMap HashSet Collectors Stream Arrays Collections Objects Math System Exception RuntimeException Throwable
  ResponseEntity HttpStatus HttpHeaders Response Mono Flux Uni Multi Page Pageable PageRequest Sort Short Byte Char Character BigDecimal
  UUID LocalDate LocalDateTime Instant Date URI UriComponentsBuilder HttpServletRequest HttpServletResponse Valid NotNull Deprecated
  PathVariable RequestBody RequestParam RequestHeader Operation ApiResponse ApiResponses Parameter Schema Content MediaType PathParam
  QueryParam Context Consumes Produces GET POST PUT DELETE PATCH HEAD OPTIONS Path GetMapping PostMapping PutMapping DeleteMapping
  PatchMapping RequestMapping PreAuthorize ResponseStatus`.split(/\s+/),
)

/** Names of types worth telling, each once, 20 at most. */
export const worthTelling = (names: Iterable<string>): string[] =>
  [...new Set(names)].filter((one) => one.length > 1 && !COMMON.has(one)).slice(0, 20)
