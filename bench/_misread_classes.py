"""Put the first words of the phrases that scans misread into classes: ``python -m bench._misread_classes TEXT …``.

Prints the lines for ``classes`` of ``rules/reading/misread.yaml``. Two words should share one only where few phrases
that are printed as they should be would then be looked at; what is told of a text does not depend on it.
"""

import random
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from thidua.reading.misread import _CLASSES, _WORD, _pairs
from thidua.text import Folded, fold_name

Clash = tuple[list[str], list[str], list[str], list[str], int]
"""First words, those with other marks; first words of phrases with this second word, with other marks; how often."""
ROUNDS = 60


def clashes(texts: list[str]) -> list[Clash]:
    """Give the pairs of words of some texts that may be looked at, by the classes of the words of phrases."""
    firsts, seconds = defaultdict[str, set[str]](set), defaultdict[str, set[tuple[str, str]]](set)
    for first, second in _pairs():
        firsts[fold_name(first)].add(first)
        seconds[fold_name(second)].add((first, second))
    pairs = (pair for text in texts for pair in pairwise(Folded(text).lower.split(" ")))
    met = Counter((a, word[0]) for a, b in pairs if (word := _WORD.match(b)))
    found = []
    for (a, b), times in met.items():
        one, two = firsts.get(fold_name(a), set()), seconds.get(fold_name(b), set())
        if one and two:
            odd = [first for first, second in two if second != b]
            found.append((list(one), [w for w in one if w != a], [first for first, _ in two], odd, times))
    return found


def cost(clash: Clash, of: dict[str, int]) -> int:
    """Say how many looks a pair costs."""
    one, one_odd, two, two_odd, times = clash
    classes = [{of[word] for word in words} for words in (one, one_odd, two, two_odd)]
    return times if classes[0] & classes[3] or classes[1] & classes[2] else 0


def classes(texts: list[str]) -> dict[str, int]:
    """Choose a class for each word, the best for each in turn, some rounds long."""
    words = sorted({first for first, _ in _pairs()})
    of = {word: number % _CLASSES for number, word in enumerate(words)}
    by_word = defaultdict[str, list[Clash]](list)
    for clash in clashes(texts):
        for word in {*clash[0], *clash[2]}:
            by_word[word].append(clash)
    chance = random.Random(1)
    for _ in range(ROUNDS):
        for word in chance.sample(words, len(words)):
            tried = []
            for of[word] in range(_CLASSES):
                tried.append((sum(cost(clash, of) for clash in by_word[word]), chance.random(), of[word]))
            of[word] = min(tried)[2]
    return of


if __name__ == "__main__":
    chosen = classes([Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]])
    for number in range(_CLASSES):
        print(f"  - [{', '.join(sorted(word for word, told in chosen.items() if told == number))}]")
