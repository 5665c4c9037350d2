import NetworkModel
import Testing

@Suite struct TextStoreTests {
  @Test func returnsWhatWasAppended() {
    var store = TextStore()
    let texts = ["甘谷县", "", "a\u{0}b", "‘’", "甘谷县"].map { ($0, store.append($0)) }
    for (string, text) in texts { #expect(store[text] == string) }
    #expect(store.string(texts[1].1) == nil)
    #expect(texts[1].1.isEmpty)
    #expect(store.equal(texts[0].1, texts[4].1))
    #expect(!store.equal(texts[0].1, texts[3].1))
  }

  @Test func comparesByBytes() {
    var store = TextStore()
    let words = ["", "a", "aa", "ab", "b", "宁县", "静宁县"]
    let texts = words.map { store.append($0) }
    for (i, a) in texts.enumerated() {
      for (j, b) in texts.enumerated() {
        #expect(store.compare(a, b).signum() == (i - j).signum())
      }
    }
  }

  @Test func keepsOffsetAndLength() {
    let text = Text(offset: (1 << 40) - 1, count: Text.maximumCount)
    #expect(text.offset == (1 << 40) - 1)
    #expect(text.count == Text.maximumCount)
  }
}
