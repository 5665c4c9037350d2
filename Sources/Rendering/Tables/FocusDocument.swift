internal import NetworkModel

extension ResultDocument {
  /// What a focus diagram shows: its bands, every pairing, and the counts that name nobody.
  public init(_ diagram: FocusDiagram, file: String) {
    var layers = ResultTable(
      "layers", Wording(en: "Layers", zh: "各层"),
      columns: [
        Column("kind", Wording(en: "layer", zh: "类别")),
        Column("pairings", Wording(en: "pairings", zh: "结对"), .integer),
        Column("donors", Wording(en: "donors", zh: "支援方"), .integer),
        Column("recipients", Wording(en: "recipients", zh: "受援方"), .integer),
        Column("counts", Wording(en: "counts without names", zh: "未列名的数量"), .integer),
        Column("rows", Wording(en: "rows drawn", zh: "图中行数"), .integer),
        Column("gathered", Wording(en: "gathered", zh: "归并")),
      ])
    var pairings = ResultTable(
      "pairings", Wording(en: "Pairings", zh: "结对"),
      columns: [
        Column("pairing_id", Wording(en: "id", zh: "编号")),
        Column("kind", Wording(en: "layer", zh: "类别")),
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("certainty", Wording(en: "certainty", zh: "依据")),
        Column("period", Wording(en: "period", zh: "时间")),
      ])
    var counts = ResultTable(
      "counts", Wording(en: "Counts without names", zh: "未列名的数量"),
      columns: [
        Column("claim_id", Wording(en: "id", zh: "编号")),
        Column("kind", Wording(en: "layer", zh: "类别")),
        Column("donors", Wording(en: "donors", zh: "支援方")),
        Column("recipients", Wording(en: "recipients", zh: "受援方")),
      ], emptiness: .passedOver)
    for (layer, band) in zip(diagram.layers, diagram.bands) {
      let names = Dictionary(
        (layer.donors + layer.recipients).map { ($0.id, $0.name) },
        uniquingKeysWith: { first, _ in first })
      layers.append([
        Cell(layer.kind), .integer(layer.links.count), .integer(Set(layer.donors.map(\.id)).count),
        .integer(Set(layer.recipients.map(\.id)).count), .integer(layer.counts.count),
        .integer(band.rows),
        band.isGathered
          ? .term("yes", Wording(en: "yes", zh: "是")) : .term("no", Wording(en: "no", zh: "否")),
      ])
      for link in layer.links.sorted(by: {
        ($0.donor, $0.recipient, $0.id) < ($1.donor, $1.recipient, $1.id)
      }) {
        pairings.append([
          .text(link.id), Cell(layer.kind), .text(link.donor), Cell(names[link.donor]),
          .text(link.recipient), Cell(names[link.recipient]),
          link.certainty == .onRecord
            ? .term("on_record", FigureWords.solid) : .term("inferred", FigureWords.dashed),
          link.note.isEmpty ? .missing : .text(link.note),
        ])
      }
      for count in band.counts {
        counts.append([
          .text(count.id), Cell(layer.kind), count.donors.isEmpty ? .missing : .text(count.donors),
          count.recipients.isEmpty ? .missing : .text(count.recipients),
        ])
      }
    }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(diagram.frame.title)),
        Fact("layers", Wording(en: "layers", zh: "层数"), .integer(diagram.layers.count)),
        Fact("pairings", Wording(en: "pairings", zh: "结对"), .integer(pairings.rows.count)),
        Fact(
          "counts", Wording(en: "counts without names", zh: "未列名的数量"), .integer(counts.rows.count)),
      ], tables: [layers, pairings, counts])
  }
}
