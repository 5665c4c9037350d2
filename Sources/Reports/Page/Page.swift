internal import Foundation
internal import NetworkModel
internal import Rendering

/// Puts the parts of a report into the templates.
struct Page {
  let question: ReportQuestion
  let material: ReportMaterial
  let title: String
  let sections: [ReportSection]
  let summary: ReportSummary

  /// More rows than these are folded away at first.
  private static let openRows = 24
  /// A table of more columns and more rows than these is printed on pages of landscape.
  private static let (portraitColumns, portraitRows) = (13, 12)
  /// A table of more columns than these is not printed: it would be unreadable.
  private static let printedColumns = 26

  private var language: Language { question.language }
  private var words: PageWords { PageWords(language) }

  /// The whole page.
  var html: String { PageText.page(values) }

  private var values: [String: Any] {
    let numbers = summary.keyNumbers
    return [
      "lang": language == .zh ? "zh-CN" : "en", "title": title,
      "policy": PagePolicy.text(script: PageScript.javascript),
      "style": PageStyle.css, "script": PageScript.javascript,
      "program": material.provenance.program, "fingerprint": material.provenance.fingerprint,
      "asOf": question.date?.description ?? "", "words": words.table,
      "kicker": words.kicker(material.package),
      "dateline": words.dateline(
        question.date, String(material.provenance.fingerprint.prefix(8)),
        material.provenance.program),
      "hasKeyNumbers": !numbers.isEmpty,
      "keyNumbers": numbers.map { ["number": markup($0.number), "label": markup($0.label)] },
      "paragraphs": summary.paragraphs.map { paragraph -> [String: Any] in
        [
          "heading": paragraph.heading(language), "section": paragraph.section,
          "sentences": paragraph.sentences.map(markup),
        ]
      },
      "sections": sections.map(values), "notes": words.notes(material.provenance.mapNumber),
    ]
  }

  private func values(_ section: ReportSection) -> [String: Any] {
    var values: [String: Any] = [
      "id": section.id, "title": section.title(language),
      "refusals": section.refusals.map { $0(language) }, "figures": section.figures.map(values),
      "answers": section.answers.indices.map { position in
        self.values(
          section.answers[position], after: position > 0 ? section.answers[position - 1] : nil)
      },
    ]
    values["lead"] = section.lead.map { $0(language) }
    return values
  }

  private func values(_ figure: ReportFigure) -> [String: Any] {
    var values: [String: Any] = [
      "id": figure.id, "title": figure.title(language), "command": command(figure.arguments),
    ]
    switch figure.outcome {
    case .drawn(let svg, let points):
      // Half as large again as on paper, so that the smallest text can be read; a landscape page fills the column.
      values["width"] = String(Int(points * 1.5 / 16))
      values["drawn"] = true
      values["svg"] = svg
    case .refused(let reason):
      values["drawn"] = false
      values["refusal"] = reason(language)
    }
    return values
  }

  private func values(_ answer: ReportAnswer, after other: ReportAnswer?) -> [String: Any] {
    // What the answer before has just said is not said again.
    let said = Set(other?.facts ?? [])
    let facts = answer.facts.filter { $0.value != .missing && !said.contains($0) }
    return [
      "id": answer.id, "title": answer.title(language), "command": command(answer.arguments),
      "hasFacts": !facts.isEmpty,
      "facts": facts.map {
        [
          "title": $0.title(language),
          "value": TableText.text(of: $0.value, language, withUnit: true),
        ]
      },
      "tables": answer.tables.filter { !$0.rows.isEmpty || $0.emptiness == .said }.map {
        values($0, of: answer)
      },
      "hasRemarks": !answer.remarks.isEmpty, "remarks": answer.remarks.map { $0(language) },
      "hasConventions": !answer.conventions.isEmpty,
      "conventions": answer.conventions.map { $0.text(language) },
      "file": fileName(answer), "data": Self.dataLink(answer.csv),
    ]
  }

  private func values(_ table: ResultTable, of answer: ReportAnswer) -> [String: Any] {
    let page = PageTable(table, language)
    return [
      "title": table.title(language), "key": table.key, "answer": answer.id,
      "count": words.rows(table.rows.count), "isEmpty": table.rows.isEmpty,
      "hasRows": !table.rows.isEmpty,
      "isVast": page.columns.count > Self.printedColumns,
      "isWide": page.columns.count > Self.portraitColumns && table.rows.count > Self.portraitRows
        && page.columns.count <= Self.printedColumns,
      "isOpen": table.rows.count <= Self.openRows && !table.rows.isEmpty
        && answer.tables.first?.key == table.key,
      "body": table.rows.isEmpty ? "" : page.markup,
    ]
  }

  // MARK: - Pieces

  /// A sentence as markup: numbers in `data` elements that say where they come from.
  private func markup(_ phrase: Phrase) -> String {
    phrase.parts.map { part in
      switch part {
      case .words(let words): return PageText.escaped(words)
      case .date(let date): return "<time datetime=\"\(date)\">\(date)</time>"
      case .value(let value):
        let text = PageText.escaped(TableText.text(of: value.cell, language, withUnit: true))
        let kind =
          switch value.cell {
          case .integer, .decimal, .real, .money: " class=\"n\""
          case .text, .term, .missing: ""
          }
        return "<data\(kind) value=\"\(PageText.escaped(Self.plain(value.cell)))\" "
          + "data-from=\"\(PageText.escaped(value.origin))\">\(text)</data>"
      }
    }.joined()
  }

  /// A cell as CSV and JSON have it, with money in fen.
  private static func plain(_ cell: Cell) -> String {
    switch cell {
    case .text(let text), .term(let text, _): text
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .real(let number): number.description
    case .money(let money): String(money.fen)
    case .missing: ""
    }
  }

  /// What is typed, with quotes where a shell needs them.
  private func command(_ arguments: [String]) -> String {
    arguments.map { word in
      let isPlain = word.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
          UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ","):
          true
        default: false
        }
      }
      if isPlain, !word.isEmpty { return word }
      return "'" + word.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
    }.joined(separator: " ")
  }

  /// `tianjin-gaps-2020.csv`: letters, digits and hyphens of ASCII.
  private func fileName(_ answer: ReportAnswer) -> String {
    let parts = [material.package, answer.id, question.date?.description ?? ""]
    return parts.map { part in
      String(
        String.UnicodeScalarView(
          part.unicodeScalars.filter {
            ("0"..."9").contains($0) || ("a"..."z").contains($0) || ("A"..."Z").contains($0)
              || $0 == "-" || $0 == "_"
          }))
    }.filter { !$0.isEmpty }.joined(separator: "-") + ".csv"
  }

  /// The bytes of the verb's CSV behind a byte order mark, by which Excel knows UTF-8; no script is needed to save them.
  static func dataLink(_ csv: String) -> String {
    "data:text/csv;charset=utf-8;base64," + Data("\u{FEFF}\(csv)".utf8).base64EncodedString()
  }
}
