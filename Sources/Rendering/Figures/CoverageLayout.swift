internal import Geodesy

/// Where map, legend and list of a coverage map stand on the page.
///
/// On a lying page the legend stands right of the map and the list under it; on a standing or narrow page both stand
/// under the map, side by side.
struct CoverageLayout {
  let page: MapPage
  let map: PageBox
  let legend: PageBox
  /// The place of the list; nothing when it stands under the legend.
  let list: PageBox?

  private static let legendWidth = 186.0
  private static let gap = 18.0
  /// What a legend of all classes with its notes needs.
  private static let legendHeight = 176.0

  init(_ frame: FigureFrame, notes: [String]) {
    let page = MapPage(frame, legend: [], top: 76, notes: notes)
    self.page = page
    let body = page.body
    guard body.height > body.width || body.width < 480 else {
      map = PageBox(
        left: body.left, top: body.top, right: body.right - Self.legendWidth - Self.gap,
        bottom: body.bottom)
      legend = PageBox(
        left: map.right + Self.gap, top: body.top, right: body.right, bottom: body.bottom)
      list = nil
      return
    }
    // On a page too low for both the map takes the body, and the page grows.
    let split = max(body.bottom - Self.legendHeight, body.top + max(190, body.width * 0.6))
    map = PageBox(left: body.left, top: body.top, right: body.right, bottom: split)
    let middle = body.left + min(Self.legendWidth, body.width * 0.48)
    let bottom = split + Self.gap + Self.legendHeight
    legend = PageBox(
      left: body.left, top: split + Self.gap - 6, right: middle, bottom: bottom)
    list = PageBox(
      left: middle + Self.gap, top: legend.top, right: body.right, bottom: max(bottom, body.bottom))
  }

  /// The panel that shows all rings.
  func panel(showing rings: [[PlanePoint]]) -> MapPanel {
    MapPanel(
      box: map, showing: rings.flatMap(\.self), least: 5_000,
      padding: (side: 10, top: 10, bottom: 24))
  }
}
