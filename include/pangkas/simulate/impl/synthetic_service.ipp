// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simulate/synthetic_service.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// Draws that do not depend on the standard library's distributions, which differ.
class draw {
 public:
  explicit draw(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

/// How many of @p managers posts each echelon gets.
std::array<std::size_t, 5> share_out(std::size_t managers, const std::array<double, 5>& weights) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::array<std::size_t, 5> counts{};
  double cumulative = 0;
  std::size_t given = 0;
  for (std::size_t e = 0; e < weights.size(); ++e) {
    cumulative += weights[e];
    const auto until =
        static_cast<std::size_t>(std::llround(static_cast<double>(managers) * cumulative / total));
    counts[e] = until - given;
    given = until;
  }
  return counts;
}

/// Reorders a shape: row i of the result is row order[i] of the shape.
service_shape reordered(const service_shape& shape, const std::vector<row_index>& order) {
  std::vector<row_index> place(order.size());
  for (row_index i = 0; i < order.size(); ++i) place[order[i]] = i;
  service_shape result;
  result.superiors.reserve(order.size());
  result.echelon.reserve(order.size());
  result.agency.reserve(order.size());
  for (row_index from : order) {
    const row_index above = shape.superiors[from];
    result.superiors.push_back(above == no_row ? no_row : place[above]);
    result.echelon.push_back(shape.echelon[from]);
    result.agency.push_back(shape.agency[from]);
  }
  return result;
}

/// Rows from the top down, each followed by all that is below it.
std::vector<row_index> top_down(const std::vector<row_index>& superiors) {
  const command_forest forest(superiors);
  std::vector<row_index> order;
  order.reserve(superiors.size());
  std::vector<position_id> open;
  for (position_id root(forest.roots()); root-- > 0;) open.push_back(root);
  while (!open.empty()) {
    const position_id p = open.back();
    open.pop_back();
    order.push_back(forest.row(p));
    const auto below = forest.subordinates(p);
    for (auto last = below.end(); last != below.begin();) open.push_back(*--last);
  }
  return order;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

service_shape synthetic_shape(const service_options& options) {
  const std::size_t positions = options.positions;
  if (positions > 0x7fffffffU) throw structure_error::too_many(positions);
  if (!(options.span >= 2.0))
    throw structure_error("the mean span of a synthetic service must be at least 2");
  if (std::ranges::any_of(options.echelon_mix, [](double w) { return !(w >= 0.0); }) ||
      std::accumulate(options.echelon_mix.begin(), options.echelon_mix.end(), 0.0) <= 0.0)
    throw structure_error("the echelon mix must hold no negative weight and one above 0");
  std::size_t agencies = options.agencies == 0 ? positions / 15'000 : options.agencies;
  agencies = std::clamp<std::size_t>(agencies, 1, std::max<std::size_t>(positions / 3, 1));

  detail::draw draw(options.seed);
  service_shape shape;
  const auto add = [&](row_index superior, std::size_t echelon, std::size_t agency) {
    shape.superiors.push_back(superior);
    shape.echelon.push_back(static_cast<std::uint8_t>(echelon));
    shape.agency.push_back(static_cast<std::uint32_t>(agency));
    return static_cast<row_index>(shape.superiors.size() - 1);
  };
  for (std::size_t agency = 0; agency < agencies; ++agency) {
    const std::size_t size = positions / agencies + (agency < positions % agencies ? 1 : 0);
    if (size == 0) continue;
    const row_index head = add(no_row, 1, agency);
    const auto managers = static_cast<std::size_t>(static_cast<double>(size - 1) / options.span);
    const auto counts = detail::share_out(managers, options.echelon_mix);

    // Each echelon hangs at random below the nearest one above it that has posts.
    std::vector<row_index> structural{head};
    std::vector<row_index> above{head};
    std::vector<row_index> childless;
    for (std::size_t echelon = 0; echelon < counts.size(); ++echelon) {
      std::vector<row_index> here;
      for (std::size_t i = 0; i < counts[echelon]; ++i)
        here.push_back(add(above[draw.below(above.size())], echelon + 1, agency));
      structural.insert(structural.end(), here.begin(), here.end());
      if (!here.empty()) above = std::move(here);
    }
    std::vector<char> has_subordinate(shape.superiors.size(), 0);
    for (row_index post : structural)
      if (shape.superiors[post] != no_row) has_subordinate[shape.superiors[post]] = 1;
    for (row_index post : structural)
      if (has_subordinate[post] == 0) childless.push_back(post);

    // Staff: first one for each post that would head nobody, the rest at random; a post with more
    // tickets gets more, so that spans are as uneven as in real services.
    std::vector<row_index> tickets;
    for (row_index post : childless)
      for (std::size_t i = 0; i < 1 + draw.below(8); ++i) tickets.push_back(post);
    for (row_index post : structural)
      if (draw.one_in(2)) tickets.push_back(post);
    std::size_t staff = size - structural.size();
    for (std::size_t i = 0; i < childless.size() && staff > 0; ++i, --staff)
      add(childless[i], 0, agency);
    for (; staff > 0; --staff) add(tickets[draw.below(tickets.size())], 0, agency);
  }

  if (!options.random_order) return detail::reordered(shape, detail::top_down(shape.superiors));
  std::vector<row_index> order(shape.superiors.size());
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[draw.below(i)]);
  return detail::reordered(shape, order);
}

organisation synthetic_service(std::shared_ptr<const rank_scheme> scheme,
                               const service_options& options) {
  const service_shape shape = synthetic_shape(options);
  constexpr std::array<std::string_view, 6> titles{"Pelaksana",        "Kepala Badan",
                                                   "Kepala Biro",      "Kepala Bagian",
                                                   "Kepala Subbagian", "Kepala Urusan"};
  constexpr std::array<std::string_view, 6> roman{"", "I", "II", "III", "IV", "V"};
  constexpr std::array<std::string_view, 5> ladders{"Ahli Pertama", "Ahli Muda", "Terampil",
                                                    "Mahir", "Ahli Madya"};
  constexpr std::array<double, 6> costs{60e6, 600e6, 360e6, 240e6, 150e6, 100e6};

  detail::draw draw(options.seed + 1);
  organisation_builder builder(std::move(scheme));
  builder.reserve(shape.superiors.size());
  const std::size_t digits = std::to_string(shape.superiors.size()).size();
  const auto code = [&](row_index row) {
    std::string number = std::to_string(row + 1);
    return std::string(digits - number.size(), '0') + number;
  };
  position p;
  for (row_index row = 0; row < shape.superiors.size(); ++row) {
    const std::size_t echelon = shape.echelon[row];
    const row_index above = shape.superiors[row];
    p.code = code(row);
    p.reports_to = above == no_row ? std::string{} : code(above);
    p.title = titles[echelon];
    p.seats = 1.0;
    p.filled = draw.one_in(20) ? 0.0 : 1.0;
    p.cost = costs[echelon];
    p.flags.clear();
    // A unit is named for its head.
    const row_index unit_head = echelon == 0 ? above : row;
    p.unit = "Badan " + std::to_string(shape.agency[row] + 1) + ", unit " + code(unit_head);
    if (echelon > 0) {
      p.kind = position_kind::structural;
      const bool first_step = echelon == 5 || above == no_row || draw.one_in(2);
      p.rank = std::string(roman[echelon]) + (first_step ? ".a" : ".b");
      if (echelon >= 3 && draw.one_in(30)) p.flags = {"E" + std::to_string(1 + draw.below(3))};
    } else if (draw.one_in(2)) {
      p.kind = position_kind::functional;
      p.rank = ladders[draw.below(ladders.size())];
      p.title = p.rank;
    } else {
      p.kind = position_kind::executing;
      p.rank = "Pelaksana";
    }
    builder.add(p);
  }
  return std::move(builder).build().organisation;
}

}  // namespace pangkas
