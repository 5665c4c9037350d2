public import Geodesy
public import NetworkModel

extension FigureError {
  /// What went wrong and what to do, in both languages.
  public var message: Wording {
    let zh =
      switch self {
      case .unsupportedFormat(let fileName):
        "无法识别“\(InkText.clean(fileName, limit: 200))”的格式;文件名请以 .svg、.pdf 或 .png 结尾。"
      case .missingFont(let family):
        "缺少字体“\(family)”,中文会显示为方框。请安装:apt-get install fonts-noto-cjk"
      case .graphviz(let message): "Graphviz 无法绘图:\(message)"
      case .cannotWrite(let path, let reason): "无法写入 \(path):\(reason)"
      case .tooMany(_, let count, let limit):
        "内容共 \(count) 项,超过一页可容纳的 \(limit) 项。请缩小范围,例如使用 --within。"
      }
    return Wording(en: description, zh: zh)
  }
}

extension MapError {
  /// What went wrong and what to do, in both languages.
  public var message: Wording {
    switch self {
    case .projection(let error): error.message
    case .figure(let error): error.message
    }
  }
}

extension ProjectionError {
  /// What went wrong and what to do, in both languages.
  public var message: Wording {
    Wording(en: description, zh: "投影失败:\(description)")
  }
}
