// Trusted input only: rows of a simple symmetric graph, positive masses, finite coordinates.
enum ForceKernel {
  /// Moves the nodes so many times, by less and less.
  ///
  /// A step takes a node by half its force over its stiffness (the weights of its edges, and how fast the push on it
  /// falls), and never farther than the heat of the step, which falls with the square of what remains.
  static func run(
    _ level: LayoutLevel, _ x: inout [Double], _ y: inout [Double], iterations: Int, heat: Double,
    openness: Double
  ) {
    let count = level.count
    guard count > 1 else { return }
    var tree = QuadTree(capacity: count)
    var forceX = [Double](repeating: 0, count: count)
    var forceY = forceX
    var stiffness = forceX
    // So few nodes cost nothing one by one, and what is symmetric stays so.
    let opening = count <= 64 ? 0 : openness * openness
    for step in 0..<iterations {
      let left = 1 - Double(step) / Double(iterations)
      let reach = heat * left * left + 0.01
      x.withTrustedMutablePointer { x in
        y.withTrustedMutablePointer { y in
          level.masses.withTrustedPointer { mass in
            tree.build(x, y, mass, count)
            forceX.withTrustedMutablePointer { forceX in
              forceY.withTrustedMutablePointer { forceY in
                stiffness.withTrustedMutablePointer { stiffness in
                  tree.push(x, y, mass, count, opening, forceX, forceY, stiffness)
                  pull(level, x, y, forceX, forceY, stiffness)
                  move(count, x, y, forceX, forceY, stiffness, reach: reach)
                }
              }
            }
          }
        }
      }
    }
  }

  private static func pull(
    _ level: LayoutLevel, _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ forceX: UnsafeMutablePointer<Double>, _ forceY: UnsafeMutablePointer<Double>,
    _ stiffness: UnsafeMutablePointer<Double>
  ) {
    level.offsets.withTrustedPointer { offsets in
      level.neighbors.withTrustedPointer { neighbors in
        level.weights.withTrustedPointer { weights in
          for node in 0..<level.count {
            var (sumX, sumY) = (0.0, 0.0)
            let (px, py) = (x[node], y[node])
            var arc = Int(offsets[node])
            let end = Int(offsets[node + 1])
            while arc < end {
              let other = Int(neighbors[arc])
              sumX += weights[arc] * (x[other] - px)
              sumY += weights[arc] * (y[other] - py)
              stiffness[node] += weights[arc]
              arc += 1
            }
            forceX[node] += sumX
            forceY[node] += sumY
          }
        }
      }
    }
  }

  private static func move(
    _ count: Int, _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ forceX: UnsafeMutablePointer<Double>, _ forceY: UnsafeMutablePointer<Double>,
    _ stiffness: UnsafeMutablePointer<Double>, reach: Double
  ) {
    for node in 0..<count {
      // Both ends of an edge move: with the whole of it, two nodes would swing for ever.
      let part = 0.5 / stiffness[node]
      var (dx, dy) = (part * forceX[node], part * forceY[node])
      let length = (dx * dx + dy * dy).squareRoot()
      if length > reach { (dx, dy) = (dx * (reach / length), dy * (reach / length)) }
      x[node] += dx
      y[node] += dy
    }
  }
}

/// Squares within squares, each with the mass in it and where its middle lies.
struct QuadTree {
  /// No deeper: nodes that are still together lie on one spot.
  private static let deepest = 30
  private static let none: Int32 = -1

  // Four entries a cell: a cell, or `none`.
  private var children: [Int32] = []
  // Of each cell.
  private var mass: [Double] = []
  private var massX: [Double] = []
  private var massY: [Double] = []
  /// The only node of a leaf; `none` in inner cells and where several lie on one spot.
  private var body: [Int32] = []
  private var sides: [Double] = []
  private var stack: [Int32]

  init(capacity: Int) {
    stack = [Int32](repeating: 0, count: 4 * Self.deepest + 8)
    children.reserveCapacity(8 * capacity)
    for column in [\QuadTree.mass, \.massX, \.massY, \.sides] {
      self[keyPath: column].reserveCapacity(2 * capacity)
    }
  }

  private mutating func cell(side: Double) -> Int {
    children.append(contentsOf: repeatElement(Self.none, count: 4))
    mass.append(0)
    massX.append(0)
    massY.append(0)
    body.append(Self.none)
    sides.append(side)
    return mass.count - 1
  }

  /// Puts the nodes in, in order.
  mutating func build(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ masses: UnsafePointer<Double>, _ count: Int
  ) {
    children.removeAll(keepingCapacity: true)
    mass.removeAll(keepingCapacity: true)
    massX.removeAll(keepingCapacity: true)
    massY.removeAll(keepingCapacity: true)
    body.removeAll(keepingCapacity: true)
    sides.removeAll(keepingCapacity: true)
    var (left, right, top, bottom) = (x[0], x[0], y[0], y[0])
    for node in 1..<count {
      left = min(left, x[node])
      right = max(right, x[node])
      top = min(top, y[node])
      bottom = max(bottom, y[node])
    }
    let side = max(right - left, bottom - top, 1e-9) * 1.000_001
    _ = cell(side: side)
    for node in 0..<count {
      insert(node, x, y, masses, left: left, top: top, side: side)
    }
    for index in mass.indices {
      massX[index] /= mass[index]
      massY[index] /= mass[index]
    }
  }

  private mutating func insert(
    _ node: Int, _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ masses: UnsafePointer<Double>, left: Double, top: Double, side: Double
  ) {
    var (left, top, side) = (left, top, side)
    var current = 0
    var depth = 0
    while true {
      let isEmpty = mass[current] == 0
      let resident = body[current]
      mass[current] += masses[node]
      massX[current] += masses[node] * x[node]
      massY[current] += masses[node] * y[node]
      if isEmpty {
        body[current] = Int32(truncatingIfNeeded: node)
        return
      }
      body[current] = Self.none
      if depth == Self.deepest { return }
      let half = side / 2
      if resident >= 0 {
        // The node that was alone here goes one deeper.
        let other = Int(resident)
        let place = (x[other] >= left + half ? 1 : 0) + (y[other] >= top + half ? 2 : 0)
        let child = cell(side: half)
        children[4 * current + place] = Int32(truncatingIfNeeded: child)
        mass[child] = masses[other]
        massX[child] = masses[other] * x[other]
        massY[child] = masses[other] * y[other]
        body[child] = resident
      }
      let (isRight, isLow) = (x[node] >= left + half, y[node] >= top + half)
      let place = (isRight ? 1 : 0) + (isLow ? 2 : 0)
      if children[4 * current + place] < 0 {
        let child = cell(side: half)
        children[4 * current + place] = Int32(truncatingIfNeeded: child)
      }
      current = Int(children[4 * current + place])
      if isRight { left += half }
      if isLow { top += half }
      side = half
      depth += 1
    }
  }

  /// The push of all nodes on each, and how fast it falls with distance.
  mutating func push(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ masses: UnsafePointer<Double>, _ count: Int, _ opening: Double,
    _ forceX: UnsafeMutablePointer<Double>, _ forceY: UnsafeMutablePointer<Double>,
    _ stiffness: UnsafeMutablePointer<Double>
  ) {
    children.withTrustedPointer { children in
      mass.withTrustedPointer { mass in
        massX.withTrustedPointer { middleX in
          massY.withTrustedPointer { middleY in
            body.withTrustedPointer { body in
              sides.withTrustedPointer { sides in
                stack.withTrustedMutablePointer { stack in
                  for node in 0..<count {
                    let (px, py) = (x[node], y[node])
                    var (sumX, sumY, fall) = (0.0, 0.0, 0.0)
                    stack[0] = 0
                    var height = 1
                    while height > 0 {
                      height -= 1
                      let cell = Int(stack[height])
                      let resident = Int(body[cell])
                      if resident == node { continue }
                      let (dx, dy) = (px - middleX[cell], py - middleY[cell])
                      let square = dx * dx + dy * dy
                      if resident >= 0 || sides[cell] * sides[cell] < opening * square {
                        // Closer than a thousandth of an edge makes no stronger push.
                        let near = max(square, 1e-6)
                        let force = mass[cell] / (near * near.squareRoot())
                        sumX += dx * force
                        sumY += dy * force
                        fall += force
                        continue
                      }
                      var place = 4 * cell + 3
                      while place >= 4 * cell {
                        let child = children[place]
                        if child >= 0 {
                          stack[height] = child
                          height += 1
                        }
                        place -= 1
                      }
                    }
                    forceX[node] = sumX * masses[node]
                    forceY[node] = sumY * masses[node]
                    stiffness[node] = fall * masses[node]
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
