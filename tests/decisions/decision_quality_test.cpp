// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decision_quality.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("a chain of checks lets through what each of them does",
          "[decisions][decision_quality]") {
  constexpr std::array<double, 6> powers{.9, .81, .729, .6561, .59049, .531441};  // .9^k
  for (std::size_t k = 1; k <= powers.size(); ++k) {
    CAPTURE(k);
    CHECK(chain_pass(0.9, k) == Approx(powers[k - 1]).epsilon(1e-14));
    CHECK(committee_pass(0.9, k, k) == Approx(powers[k - 1]).epsilon(1e-14));
  }
  CHECK(chain_pass(0.3, 0) == 1.0);  // nobody checks it
  CHECK(chain_pass(0.0, 3) == 0.0);
  CHECK(chain_pass(1.0, 3) == 1.0);
}

TEST_CASE("one approval of several lets through what any of them does",
          "[decisions][decision_quality]") {
  constexpr std::array<double, 6> any{.9, .99, .999, .9999, .99999, .999999};  // 1 - .1^k
  for (std::size_t k = 1; k <= any.size(); ++k) {
    CAPTURE(k);
    CHECK(committee_pass(0.9, k, 1) == Approx(any[k - 1]).epsilon(1e-13));
  }
  // Two screeners of even odds: the hierarchy takes a quarter, the polyarchy three quarters
  // (R. K. Sah and J. E. Stiglitz, American Economic Review 76, 1986).
  CHECK(committee_pass(0.5, 2, 2) == Approx(0.25).epsilon(1e-14));
  CHECK(committee_pass(0.5, 2, 1) == Approx(0.75).epsilon(1e-14));
}

TEST_CASE("a committee lets through what enough of its members do",
          "[decisions][decision_quality]") {
  CHECK(committee_pass(0.9, 3, 2) == Approx(0.972).epsilon(1e-14));  // 3 · .81 · .1 + .729
  CHECK(committee_pass(0.5, 5, 3) == Approx(0.5).epsilon(1e-14));    // by symmetry
  CHECK(committee_pass(0.5, 4, 0) == 1.0);
  CHECK(committee_pass(0.0, 4, 1) == 0.0);
  CHECK(committee_pass(1.0, 4, 4) == 1.0);
  // By counting: what each set of members is worth, for up to ten of them.
  for (std::uint64_t checks = 0; checks <= 10; ++checks)
    for (std::uint64_t approvals = 0; approvals <= checks; ++approvals)
      for (double p : {0.0, 0.05, 0.3, 0.5, 0.9, 0.999, 1.0}) {
        double sum = 0;
        for (std::uint64_t set = 0; set < (std::uint64_t{1} << checks); ++set) {
          double worth = 1;
          std::uint64_t members = 0;
          for (std::uint64_t member = 0; member < checks; ++member) {
            const bool is_in = ((set >> member) & 1) == 1;
            worth *= is_in ? p : 1 - p;
            members += is_in ? 1U : 0U;
          }
          if (members >= approvals) sum += worth;
        }
        CAPTURE(checks, approvals, p);
        CHECK(committee_pass(p, checks, approvals) == Approx(sum).epsilon(1e-12).margin(1e-15));
      }
}

TEST_CASE("more checks let less through, more members more", "[decisions][decision_quality]") {
  for (std::uint64_t checks = 1; checks < 300; ++checks)
    for (double p : {0.01, 0.5, 0.97}) {
      CHECK(chain_pass(p, checks + 1) <= chain_pass(p, checks));
      CHECK(committee_pass(p, checks + 1, 1) >= committee_pass(p, checks, 1) - 1e-12);
      const double half = committee_pass(p, checks, (checks + 1) / 2);
      CHECK(half >= 0.0);
      CHECK(half <= 1.0);
    }
}

TEST_CASE("the reduced tree takes the time that its paper gives", "[decisions][decision_quality]") {
  // R. Radner, Econometrica 61 (1993).
  CHECK(reduced_tree_delay(40, 8) == 8U);
  CHECK(reduced_tree_delay(64, 8) == 11U);
  CHECK(reduced_tree_delay(10'000, 100) == 107U);
}

TEST_CASE("the reduced tree has limits: one item, one official, officials for every pair",
          "[decisions][decision_quality]") {
  CHECK_FALSE(reduced_tree_delay(0, 3));
  CHECK_FALSE(reduced_tree_delay(3, 0));
  for (std::uint64_t n = 1; n <= 200; ++n) {
    CAPTURE(n);
    CHECK(reduced_tree_delay(1, n) == 1U);
    CHECK(reduced_tree_delay(n, 1) == n);
    // 1 + ⌈log₂ n⌉: items are added in pairs, then the pairs.
    std::uint64_t fastest = 1;
    while ((std::uint64_t{1} << (fastest - 1)) < n) ++fastest;
    for (std::uint64_t officials : {std::max<std::uint64_t>(n / 2, 1), n, 2 * n, n * n})
      CHECK(reduced_tree_delay(n, officials) == fastest);
  }
}

TEST_CASE("no schedule is faster than the reduced tree", "[decisions][decision_quality]") {
  // Each official at work adds its items and, but for the last, hands on one sum that another has
  // to add: n + p − 1 additions for p of them. In the last unit of time one official can be of use,
  // in the last but one two, then four: whoever works later than that is heard by nobody. So t
  // units hold at most min(p, 1) + min(p, 2) + min(p, 4) + … additions, t terms. The least t that
  // is enough, over all p that may work, bounds every schedule from below, and the tree reaches it.
  std::uint64_t wrong = 0;
  for (std::uint64_t items = 1; items <= 130; ++items) {
    std::optional<std::uint64_t> bound;
    for (std::uint64_t officials = 1; officials <= 80; ++officials) {
      std::uint64_t additions = 0;
      std::uint64_t units = 0;
      std::uint64_t useful = 1;
      for (; additions < items + officials - 1; ++units) {
        additions += useful;
        useful = std::min(2 * useful, officials);
      }
      bound = std::min(bound.value_or(units), units);
      if (reduced_tree_delay(items, officials) != bound) ++wrong;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("neither fewer items nor more officials take longer", "[decisions][decision_quality]") {
  std::uint64_t wrong = 0;
  for (std::uint64_t items = 1; items <= 200; ++items)
    for (std::uint64_t officials = 1; officials <= 200; ++officials) {
      if (*reduced_tree_delay(items, officials + 1) > *reduced_tree_delay(items, officials))
        ++wrong;
      if (*reduced_tree_delay(items + 1, officials) < *reduced_tree_delay(items, officials))
        ++wrong;
    }
  CHECK(wrong == 0);
}
