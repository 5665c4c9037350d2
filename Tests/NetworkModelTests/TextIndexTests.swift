import TestSupport
import Testing

@testable import NetworkModel

@Suite struct TextIndexTests {
  @Test func findsWhatADictionaryFinds() {
    var generator = SeededGenerator(seed: 42)
    for count in [0, 1, 8, 9, 500] {
      var store = TextStore()
      var rows: [String: Int] = [:]
      var ids: [Text] = []
      for row in 0..<count {
        let id = "n" + String(Int.random(in: 0..<count, using: &generator))
        if rows[id] == nil { rows[id] = row }
        ids.append(store.append(id))
      }
      let index = TextIndex(ids, in: store)
      for number in 0..<(count * 2) {
        let id = "n\(number)"
        #expect(index.row(of: id, ids: ids, in: store).map { Int($0) } == rows[id])
        let text = store.append(id)
        #expect(index.row(of: text, ids: ids, in: store).map { Int($0) } == rows[id])
      }
    }
  }

  @Test func manyAtOnceAreFoundAsOneByOne() {
    var store = TextStore()
    let ids = (0..<300).map { store.append("node\($0 * 7)") }
    let asked = (0..<1000).map { store.append("node\($0)") } + [.none]
    let index = TextIndex(ids, in: store)
    let rows = index.rows(of: asked, ids: ids, in: store)
    #expect(rows == asked.map { index.row(of: $0, ids: ids, in: store) ?? -1 })
    #expect(rows.count { $0 >= 0 } == 143)
  }

  @Test func absentIdsAreInNoRow() {
    let store = TextStore()
    let index = TextIndex([.none, .none], in: store)
    #expect(index.row(of: "", ids: [.none, .none], in: store) == nil)
    #expect(index.row(of: "x", ids: [.none, .none], in: store) == nil)
  }
}
