internal import NetworkModel

extension CSVReader.Fault {
  /// The code of a fault, what is wrong and what to do.
  var words: (code: IssueCode, problem: Wording, fix: Wording) {
    switch self {
    case .unclosedQuote:
      (
        .unclosedQuote, Wording(en: "a quote that opens here is never closed", zh: "此处的引号没有结束"),
        Wording(
          en: "Close it; write a quote inside a quoted field twice.", zh: "请补上结束引号；字段内的引号应写两次。")
      )
    case .textAfterQuote:
      (
        .textAfterQuote, Wording(en: "text follows a closing quote", zh: "结束引号之后还有文字"),
        Wording(
          en: "Quote the whole field; write a quote inside it twice.",
          zh: "请将整个字段置于引号内；字段内的引号应写两次。")
      )
    case .quoteInsideField:
      (
        .quoteInsideField,
        Wording(en: "a quote stands inside an unquoted field", zh: "未加引号的字段中出现引号"),
        Wording(
          en: "Quote the whole field and write the quote twice; no space before the first quote.",
          zh: "请将整个字段置于引号内并将其中引号写两次；起始引号前不得有空格。")
      )
    case .strayCarriageReturn:
      (
        .strayCarriageReturn,
        Wording(en: "a carriage return stands inside an unquoted field", zh: "未加引号的字段中有回车符"),
        Wording(
          en: "Remove it, or quote the field; lines end with LF or CRLF.",
          zh: "请删除，或给字段加引号；行尾应为 LF 或 CRLF。")
      )
    }
  }
}
