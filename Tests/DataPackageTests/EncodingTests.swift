import NetworkModel
import Testing

@testable import DataPackage

@Suite struct EncodingTests {
  private let text = TemporaryPackage.sources

  private func read(_ bytes: [UInt8], gb18030: Bool = false) throws -> PackageReader.Result {
    try TemporaryPackage(bytes: ["sources.csv": bytes]).read(.init(assumesGB18030: gb18030))
  }

  private func title(_ result: PackageReader.Result) -> String? {
    result.network?.sources.first?.title
  }

  @Test("UTF-16 with a byte order mark is converted, with a remark")
  func utf16() throws {
    for bigEndian in [true, false] {
      let bytes = ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return bigEndian ? [high, low] : [low, high]
      }
      let result = try read(bytes)
      #expect(result.brief == ["encoding/converted 1"])
      #expect(title(result) == "示例文件")
    }
    let bare = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try read(bare).brief.contains("encoding/utf16 1"))
  }

  @Test("GB18030 is refused with the option that converts it")
  func gb18030() throws {
    // 示例 in GB18030.
    let bytes = Array("id,title\ns1,".utf8) + [0xCA, 0xBE, 0xC0, 0xFD, 0x0A]
    let refused = try read(bytes)
    #expect(refused.brief == ["encoding/gb18030 2 [title]"])
    #expect(refused.issues[0].fix?.en.contains("--encoding gb18030") == true)
    let converted = try read(bytes, gb18030: true)
    #expect(converted.brief == ["encoding/converted 1"])
    #expect(title(converted) == "示例")
  }

  @Test("byte order marks: one is nothing, two are named")
  func byteOrderMarks() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(try read(mark + Array(text.utf8)).brief == [])
    #expect(try read(mark + mark + Array(text.utf8)).brief == ["encoding/repeated-bom 1 [id]"])
    #expect(try read(mark).brief == ["file/empty 1"])
  }

  @Test("the place of a bad byte is its line and column")
  func badBytes() throws {
    let bytes = Array("id,title\ns1,文件\ns2,Orl".utf8) + [0xE9] + Array("\n".utf8)
    let result = try read(bytes)
    #expect(result.brief == ["encoding/invalid-utf8 3 [title]"])
    #expect(result.issues[0].found == "Orl\\xe9")
    let controls = try read(Array("id,title\ns1,a\u{1B}b".utf8) + [0xE9] + Array("\n".utf8))
    #expect(!controls.issues[0].message(in: .en).contains("\u{1B}"))
  }

  @Test(
    "files of other kinds are named",
    arguments: [
      [0x50, 0x4B, 0x03, 0x04], Array("<!DOCTYPE html>".utf8), Array("%PDF-1.7".utf8),
      [0x1F, 0x8B, 8],
    ] as [[UInt8]])
  func foreignFiles(bytes: [UInt8]) throws {
    #expect(try read(bytes).brief == ["file/not-a-table 1"])
  }

  @Test("malformed UTF-8 is found wherever it stands")
  func malformed() {
    let bad: [[UInt8]] = [
      [0xC1, 0x81], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5],
      [0x80],
      [0xE4, 0xB8],
    ]
    for sequence in bad {
      for offset in 0..<20 {
        let bytes = Array(repeating: UInt8(ascii: "a"), count: offset) + sequence
        let scan = bytes.withUnsafeBufferPointer { UTF8Scan.scan($0.baseAddress!, count: $0.count) }
        #expect(scan.firstBad == offset)
      }
    }
  }

  @Test("every control and hidden character is seen at every offset")
  func suspicious() {
    for scalar in ["\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{200B}", "\u{FEFF}", "\u{FFFD}", "\t"]
    {
      for offset in 0..<20 {
        let bytes = Array((String(repeating: "a", count: offset) + scalar + "aaaaaaaaaa").utf8)
        let scan = bytes.withUnsafeBufferPointer { UTF8Scan.scan($0.baseAddress!, count: $0.count) }
        #expect(scan.hasSuspicious, "\(scalar.unicodeScalars.first!.value) at \(offset)")
      }
    }
    let plain = Array("天津市,甘谷县 – “引号”\r\nabc~123 é\n".utf8)
    #expect(
      !plain.withUnsafeBufferPointer { UTF8Scan.scan($0.baseAddress!, count: $0.count) }
        .hasSuspicious)
  }

  @Test("SHA-256 of the NIST examples")
  func digests() {
    #expect(SHA256.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.hex(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hex(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      SHA256.hex(Array(repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
