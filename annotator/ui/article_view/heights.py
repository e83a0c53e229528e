"""Heights of many stacked blocks: sums, changes and searches in O(log n). Units: pixels."""

from collections.abc import Sequence


class Heights:
    """A Fenwick tree over block heights (P. Fenwick, "A new data structure for cumulative frequency tables", 1994)."""

    def __init__(self, heights: Sequence[float]) -> None:
        self._heights = list(heights)
        self._tree = tree = [0.0, *heights]
        for index in range(1, len(tree)):
            parent = index + (index & -index)
            if parent < len(tree):
                tree[parent] += tree[index]
        self._step = 1 << max(0, len(heights).bit_length() - 1)

    def __len__(self) -> int:
        return len(self._heights)

    def height(self, index: int) -> float:
        """Return the height of one block."""
        return self._heights[index]

    def top(self, index: int) -> float:
        """Return the sum of all heights before `index` (`len` gives the total)."""
        total = 0.0
        while index > 0:
            total += self._tree[index]
            index &= index - 1
        return total

    def change(self, index: int, height: float) -> float:
        """Set the height of a block; return by how much it grew."""
        grown = height - self._heights[index]
        self._heights[index] = height
        place = index + 1
        while grown and place < len(self._tree):
            self._tree[place] += grown
            place += place & -place
        return grown

    def at(self, y: float) -> int:
        """Return the block at `y`, the first or last one for a `y` outside."""
        place, step = 0, self._step
        while step:
            if place + step < len(self._tree) and self._tree[place + step] <= y:
                place += step
                y -= self._tree[place]
            step >>= 1
        return min(place, len(self._heights) - 1)
