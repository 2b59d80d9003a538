// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/reasoned.hpp>

#include "support/catch.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using namespace pangkas;

static_assert(figure(0.5).value() == 0.5);
static_assert(!figure(absence::no_pairs));
static_assert(
    std::is_same_v<decltype(*std::declval<reasoned<std::vector<int>>>()), std::vector<int>>,
    "a loop over the value of a temporary must not run over what is gone");
static_assert(std::is_same_v<decltype(*std::declval<const reasoned<std::vector<int>>&>()),
                             const std::vector<int>&>);

TEST_CASE("a figure has a value or a reason, never both", "[core][reasoned]") {
  const figure half = 0.5;
  REQUIRE(half);
  CHECK(*half == 0.5);
  CHECK(half.value() == 0.5);
  CHECK_FALSE(half.why_absent());
  const figure none = absence::no_lines;
  CHECK_FALSE(none);
  CHECK_FALSE(none.value());
  CHECK(none.why_absent() == absence::no_lines);
  // A value of 0 is a value.
  CHECK(figure(0.0));
}

TEST_CASE("two figures are equal if their values are, or their reasons", "[core][reasoned]") {
  CHECK(figure(0.5) == figure(0.5));
  CHECK(figure(0.5) != figure(0.25));
  CHECK(figure(0.0) != figure(absence::no_pairs));
  CHECK(figure(absence::no_pairs) == figure(absence::no_pairs));
  CHECK(figure(absence::no_pairs) != figure(absence::no_lines));
}

TEST_CASE("the value of a temporary is moved out of it", "[core][reasoned]") {
  const auto all = [] { return reasoned<std::vector<std::string>>({"a", "b"}); };
  std::string joined;
  for (const std::string& text : *all()) joined += text;
  CHECK(joined == "ab");
  CHECK(all()->size() == 2);
}

TEST_CASE("every reason has a sentence of its own", "[core][reasoned]") {
  constexpr auto last = static_cast<std::size_t>(absence::not_converged);
  std::set<std::string_view> sentences;
  for (std::size_t why = 0; why <= last; ++why)
    sentences.insert(to_string(static_cast<absence>(why)));
  CHECK(sentences.size() == last + 1);
  CHECK_FALSE(sentences.contains(""));
  CHECK(to_string(absence::no_pairs) == "there are fewer than two positions");
  CHECK(to_string(absence::not_given) == "the data that it needs are not given");
}
