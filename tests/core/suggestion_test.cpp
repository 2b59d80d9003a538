// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/suggestion.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// The distance of F. Damerau, "A technique for computer detection and correction of spelling
/// errors", Commun. ACM 7 (1964), as it is defined: by what becomes of the last letters. No letter
/// is changed twice.
std::size_t distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::max(a.size(), b.size());
  const auto but_last = [](std::string_view text, std::size_t letters = 1) {
    return text.substr(0, text.size() - letters);
  };
  std::size_t least =
      std::min({distance(but_last(a), b) + 1, distance(a, but_last(b)) + 1,
                distance(but_last(a), but_last(b)) + (a.back() == b.back() ? 0 : 1)});
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] && b.back() == a[a.size() - 2])
    least = std::min(least, distance(but_last(a, 2), but_last(b, 2)) + 1);
  return least;
}

std::string any_word(dice& roll) {
  std::string word;
  for (std::size_t i = roll.below(6); i > 0; --i)
    word += static_cast<char>('a' + static_cast<char>(roll.below(3)));
  return word;
}

}  // namespace

TEST_CASE("slips_between counts letters put in, left out, changed and swapped",
          "[core][suggestion]") {
  CHECK(slips_between("", "") == 0);
  CHECK(slips_between("", "rank") == 4);
  CHECK(slips_between("rank", "rank") == 0);
  CHECK(slips_between("rank", "ranks") == 1);
  CHECK(slips_between("rank", "rak") == 1);
  CHECK(slips_between("rank", "bank") == 1);
  CHECK(slips_between("rank", "rnak") == 1);
  CHECK(slips_between("kitten", "sitting") == 3);
  // The textbook case: "ca" → "ac" → "abc" would change letters that were swapped.
  CHECK(slips_between("ca", "abc") == 3);
}

TEST_CASE("slips_between is the distance as it is defined, on random words", "[core][suggestion]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    dice roll(seed);
    const std::string a = any_word(roll);
    const std::string b = any_word(roll);
    const std::size_t found = slips_between(a, b);
    if (found != distance(a, b) || found != slips_between(b, a)) {
      CAPTURE(a, b);
      CHECK(found == distance(a, b));
      CHECK(found == slips_between(b, a));
    }
  }
}

TEST_CASE("did_you_mean names the nearest, and nothing that is far", "[core][suggestion]") {
  using texts = std::vector<std::string>;
  CHECK(did_you_mean("rnak", texts{"unit", "rank", "ranks"}) == "; did you mean \"rank\"?");
  CHECK(did_you_mean("structurel", texts{"executing", "structural"}) ==
        "; did you mean \"structural\"?");
  CHECK(did_you_mean("colour", texts{"rank", "unit"}).empty());
  CHECK(did_you_mean("colour", texts{}).empty());
  // Of several that are equally near, the first.
  CHECK(did_you_mean("rank", texts{"tank", "bank"}) == "; did you mean \"tank\"?");
  // Two slips are many in a short word, and few in a long one.
  CHECK(did_you_mean("rnka", texts{"rank"}).empty());
  CHECK(did_you_mean("executnig", texts{"exceuting"}) == "; did you mean \"exceuting\"?");
  CHECK(did_you_mean("executnig", texts{"xecuttin"}).empty());
}

TEST_CASE("what is very short or very long is no slip of the pen", "[core][suggestion]") {
  using texts = std::vector<std::string>;
  CHECK(did_you_mean("II", texts{"III", "IV"}).empty());
  CHECK(did_you_mean("", texts{"a"}).empty());
  CHECK(did_you_mean("III", texts{"III."}) == "; did you mean \"III.\"?");
  // Nothing is left of what is meant.
  CHECK(did_you_mean("abc", texts{""}).empty());
  const std::string sixty(60, 'x');
  CHECK(did_you_mean(sixty, texts{sixty.substr(1)}) ==
        "; did you mean \"" + sixty.substr(1) + "\"?");
  CHECK(did_you_mean(sixty.substr(1), texts{sixty + "x"}).empty());
  CHECK(did_you_mean(sixty + "x", texts{sixty}).empty());
}
