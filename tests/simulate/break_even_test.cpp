// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/break_even.hpp>

#include "support/catch.hpp"
#include "support/small_networks.hpp"

#include <array>
#include <cstddef>
#include <utility>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("break_even_work is where both sides take the same time", "[simulate]") {
  // m 4 posts of work 0.1 below a head of 0.08, Λ 8: ρ1 0.2, ρ2 0.64; Lb = 4 · 0.25 + 0.64 / 0.36.
  const double before = 4 * present_at(1, 0.2).value() + present_at(1, 0.64).value();
  CHECK(before == Approx(8 * 0.347222).epsilon(1e-5));  // Little: Λ Wb
  const double alpha = break_even_work(before, 0.8, 1, 0.64).value();
  CHECK_THAT(alpha, within(0.119118, 5.1e-7));
  // The closed form: (1 − ρ2) / ((1 − ρ1)(1 + Lb)).
  CHECK_THAT(alpha, within((1 - 0.64) / ((1 - 0.2) * (1 + before)), 1e-12));
  const auto time = [](bool after, double share) {
    return load_of(sections_below_a_head(8, 4, 0.1, 0.08, 0, share, after)).staying.value();
  };
  CHECK(time(true, alpha) == Approx(time(false, 0)).epsilon(1e-9));
  CHECK(time(true, alpha + 0.01) > time(false, 0));
  CHECK(time(true, alpha - 0.01) < time(false, 0));

  // A receiver of several seats: what is present afterwards is what was before.
  const double present = 4 * present_at(1, 0.2).value() + present_at(3, 2.1).value();
  const double share = break_even_work(present, 0.8, 3, 2.1).value();
  CHECK(present_at(3, 2.1 + share * 0.8).value() == Approx(present).epsilon(1e-9));

  // A queue that takes as long as can be told: the receiver may get all that it can do.
  CHECK_THAT(break_even_work(1e18, 0.8, 2, 1.2).value(), within(1, 1e-9));
  CHECK(break_even_work(0.5, 0.8, 1, 0.9) == 0.0);  // slower whatever moves
  CHECK_FALSE(break_even_work(0.5, 0, 1, 0.9));
}

TEST_CASE("break_even_authority is the share that may have been decided below", "[simulate]") {
  // w1 0.5 and Λ 8: 4 are present in the posts that go.
  constexpr std::array<std::pair<double, double>, 4> table{
      {{0.85, 0.2647}, {0.88, 0.1259}, {0.9, 0.0741}, {0.95, 0.0132}}};
  for (const auto& [load, share] : table) {
    const double found = break_even_authority(4, 1, load, load).value();
    CHECK_THAT(found, within(share, 5.1e-5));
    const double s2 = load / 8;
    CHECK_THAT(found, within(0.5 * (1 - load) * (1 - load) / (s2 - 0.5 * load * (1 - load)), 1e-9));
  }
  CHECK_THAT(break_even_authority(4, 1, 0.8, 0.8).value(), within(1, 1e-9));
  CHECK_FALSE(break_even_authority(4, 1, 0.79, 0.79));  // never slower
  CHECK(break_even_authority(4, 1, 1.2, 1.2) == 0.0);   // always
  CHECK_FALSE(break_even_authority(4, 1, 0.9, 0));
  const double several = break_even_authority(0.5, 3, 2.4, 1.5).value();
  CHECK(present_at(3, 2.4).value() - present_at(3, 2.4 - several * 1.5).value() ==
        Approx(0.5).epsilon(1e-9));
}
