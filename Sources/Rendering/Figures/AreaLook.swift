/// How an area of a map, a bar or a box of a legend is inked.
struct AreaLook: Hashable {
  var fill: Ink
  /// Lines over the fill.
  var hatch: Figure.Hatch?
  /// The outline that belongs to the look, beside the borders that every area has.
  var outline: Ink?

  /// What names are written in on it.
  var textInk: Ink { fill.inkOnTop }
}

extension CoverageClass {
  var look: AreaLook { AreaLook(fill: fill, hatch: hatch, outline: outline) }
}

extension Figure {
  /// A box in a look, as in legends and lists.
  mutating func swatch(_ look: AreaLook, _ box: PageBox, subject: Subject? = nil) {
    area(
      (look.outline == nil ? box : box.insetBy(0.5)).corners, fill: look.fill, hatch: look.hatch,
      outline: look.outline ?? .rule, outlineWidth: look.outline == nil ? 0.5 : 1.1,
      subject: subject)
  }
}
