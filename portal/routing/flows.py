"""Minimum-cost flow by successive shortest paths with potentials, in whole numbers.

Each push sends one unit on the cheapest way that is free and looks no further than that way's
cost, so a large network is hardly looked at where little is scarce.
"""

from __future__ import annotations

from heapq import heappop, heappush

INFINITE = 1 << 60


class Network:
    """Nodes 0 … count-1, the last of which is the sink, and arcs from lower ones to higher ones.

    An arc's number is even, its way back is the odd one after it. The same arcs in the same order
    always carry the same flow.
    """

    def __init__(self, count: int) -> None:
        self.sink = count - 1
        self.out: list[list[int]] = [[] for _ in range(count)]
        self.head: list[int] = []
        self.free: list[int] = []  # what may still be sent
        self.cost: list[int] = []
        self.level: list[int] = []  # potentials: no free arc is cheaper than its fall

    def arc(self, tail: int, head: int, cost: int, capacity: int = 1) -> int:
        """Add an arc and say its number; raises ValueError when it runs backwards."""
        if tail >= head:
            raise ValueError(f"arc from {tail} to {head} runs backwards")
        number = len(self.head)
        self.out[tail].append(number)
        self.out[head].append(number + 1)
        self.head += (head, tail)
        self.free += (capacity, 0)
        self.cost += (cost, -cost)
        return number

    def carries(self, arc: int) -> int:
        """How much flows through the arc."""
        return self.free[arc ^ 1]

    def push(self, source: int) -> bool:
        """Send one unit from `source` to the sink as cheaply as possible; False for no way."""
        path = self._way(source, self.sink)
        for arc in path:
            self.free[arc] -= 1
            self.free[arc ^ 1] += 1
        return bool(path)

    def detour(self, arc: int) -> tuple[int, list[int]] | None:
        """What it costs more to do without a unit of this arc, exactly, and by which arcs.

        None where there is no other way.
        """
        tail, head = self.head[arc ^ 1], self.head[arc]
        far, came = self._walk(tail, head, arc)
        if head not in far:
            return None
        cost = far[head] - self.level[tail] + self.level[head] - self.cost[arc]
        return cost, self._back(tail, head, came)

    def returns(self, target: int) -> dict[int, int]:
        """What the cheapest free way to `target` costs from every node that has one, exactly."""
        level = self.level
        far = {target: 0}
        queue = [(0, target)]
        while queue:
            at, node = heappop(queue)
            if at > far[node]:
                continue
            for arc in self.out[node]:
                back, tail = arc ^ 1, self.head[arc]
                if self.free[back]:
                    new = at + self.cost[back] + level[tail] - level[node]
                    if new < far.get(tail, INFINITE):
                        far[tail] = new
                        heappush(queue, (new, tail))
        return {node: cost - level[node] + level[target] for node, cost in far.items()}

    def _way(self, source: int, sink: int) -> list[int]:
        if not self.level:
            self._settle()
        far, came = self._walk(source, sink)
        if sink not in far:
            return []
        end = far[sink]
        for node, cost in far.items():
            if cost < end:
                self.level[node] += cost - end
        return self._back(source, sink, came)

    def _settle(self) -> None:
        """The first potentials: what the cheapest way from each node to the sink costs."""
        left = [INFINITE] * len(self.out)
        left[self.sink] = 0
        for node in range(self.sink - 1, -1, -1):
            ways = (
                self.cost[arc] + left[self.head[arc]] for arc in self.out[node] if self.free[arc]
            )
            left[node] = min(ways, default=INFINITE)
        self.level = [-one for one in left]

    def _walk(
        self, source: int, sink: int, without: int = -2
    ) -> tuple[dict[int, int], dict[int, int]]:
        """How far nodes are by reduced cost, as far as `sink` is, and the arc leading to each."""
        out, heads, free, cost, level = self.out, self.head, self.free, self.cost, self.level
        far, came = {source: 0}, dict[int, int]()
        queue = [(0, source)]
        skip = {without, without + 1}
        while queue:
            at, node = heappop(queue)
            if node == sink:
                break
            if at > far[node]:
                continue
            base = at + level[node]
            limit = far.get(sink, INFINITE)
            for arc in out[node]:
                if free[arc]:
                    head = heads[arc]
                    new = base + cost[arc] - level[head]
                    if new < limit and new < far.get(head, INFINITE) and arc not in skip:
                        far[head], came[head] = new, arc
                        heappush(queue, (new, head))
        return far, came

    def _back(self, source: int, sink: int, came: dict[int, int]) -> list[int]:
        path, node = list[int](), sink
        while node != source:
            path.append(came[node])
            node = self.head[came[node] ^ 1]
        return path
