internal import NetworkModel

/// How lines of several layers are told apart: by colour, and by the shape of the arrowhead for those who see no colours.
///
/// At most five looks; with more layers the last look is that of all others together.
struct LayerLooks {
  struct Look: Hashable {
    var kinds: [PairingKind]
    var ink: Ink
    var head: Figure.Stroke.Head

    func label(_ language: Language) -> String {
      kinds.count == 1
        ? FigureWords.layer(kinds[0], language) : FigureWords.otherLayers(kinds.count, language)
    }
  }

  /// In the order of the layers.
  let looks: [Look]
  /// Whether several layers were asked for, so that the legend must tell them.
  let isTold: Bool

  static let most = 5
  private static let inks: [Ink] = [.blue, .vermilion, .green, .pink, .quietText]

  /// The looks of the layers that have a line in the picture.
  init(_ picture: PairingPicture) {
    isTold = picture.layers.count > 1
    let kinds = PairingKind.allCases.filter { kind in
      picture.links.contains { $0.kind == kind }
    }
    var groups = kinds.map { [$0] }
    if groups.count > Self.most {
      groups = Array(groups.prefix(Self.most - 1)) + [kinds.suffix(kinds.count - Self.most + 1)]
    }
    looks =
      isTold
      ? groups.enumerated().map { place, kinds in
        Look(
          kinds: kinds, ink: Self.inks[place], head: Figure.Stroke.Head.allCases[place])
      } : []
  }

  /// The place of a link's look; the first for links of no layer.
  func place(of kind: PairingKind?) -> Int {
    kind.flatMap { kind in looks.firstIndex { $0.kinds.contains(kind) } } ?? 0
  }

  /// The look of a link; blue with a full head when layers are not told apart.
  func look(of kind: PairingKind?) -> Look {
    looks.isEmpty
      ? Look(kinds: [], ink: .blue, head: .full) : looks[place(of: kind)]
  }

  /// One entry a look, with how many lines have it.
  func entries(_ links: [FigureLink], _ language: Language) -> [LegendEntry] {
    looks.map { look in
      let count = links.count { $0.kind.map(look.kinds.contains) ?? false }
      return LegendEntry(
        FigureWords.counted(look.label(language), count, language), reach: 30
      ) { figure, spot in
        figure.line(spot, Spot(spot.x + 18, spot.y), look.ink.opacity(0.75), width: 1.4)
        figure.strokes[figure.strokes.count - 1].arrowLength = 6
        figure.strokes[figure.strokes.count - 1].head = look.head
      }
    }
  }
}
