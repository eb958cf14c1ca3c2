// What a type's name ends with that is written to carry data, or never is.
const CARRIES =
  /(?:Dto|DTO|Entity|Model|Request|Response|Req|Resp|Record|Form|Input|Command|Event|Payload|VO|Vo|Pojo|Bean|Profile|Details?|Info|Data|Schema|ViewModel|Resource|Message|Document|Body|Params|Result|Item|Row|Query)$/
const WORKS =
  /(?:Service|Controller|Repository|Config|Configuration|Tests?|Factory|Helpers?|Utils?|Handler|Manager|Provider|Client|Exception|Error|Builder|Mapper|Filter|Listener|Impl|Options|Settings|Properties|Middleware|Props|State|Context|Store|Module|Component|Hook|Plugin|Server|Logger|Converter|Validator|Seeder|Migration|Command|Job|Worker|Task|Interceptor|Guard|Strategy|Adapter|Gateway|Facade|Dao|DAO|Resolver|Serializer|Parser|Reader|Writer|Cache|Constants?|Application|App|Activity|Fragment|ViewHolder|View|Page|Screen|Widget|Node|Token|Lexer|Processor|Scheduler|Runner|Generator|Stub|Mock|Fake|Spec|Fixture|Args|Theme)$/
const WORKPLACE =
  /(?:^|\/)(?:services?|controllers?|jobs|commands|handlers|middlewares?|listeners|providers|components|pages|hooks)\//i
const FOLDER =
  /(?:^|\/)(?:models?|entity|entities|domain|domains|dtos?|schemas?|pojo|payloads?|beans?|contracts?|types|interfaces|vo|records|persistence|tables|aggregates?|requests?|responses?|resources|documents|db|orm|data|viewmodels|messages|events|api)\//i

/**
 * Whether a type holds data rather than does work, as far as its name, its folder and its marks tell. `marked` = an annotation or its
 * own sort (record, data class) says so outright; that weighs most. `open` = it does unless its name says
 * that it works.
 */
export function holdsData(name: string, path: string, marked: boolean, open = false): boolean {
  if (marked) return true
  if (WORKS.test(name) || (WORKPLACE.test(path) && !CARRIES.test(name))) return false
  return (
    open ||
    CARRIES.test(name) ||
    FOLDER.test(path) ||
    /(?:entity|model|dto|schema|types?)\.[cm]?[jt]s$/i.test(path)
  )
}
