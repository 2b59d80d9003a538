// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/impl/line_circles.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <vector>

using namespace pangkas;

namespace {

constexpr std::size_t posts = 6;

/// Whether a line leads up from one post to another, for a matter or for all.
bool leads(const std::vector<row_line>& lines, std::uint32_t matter, row_index from, row_index to) {
  return std::ranges::any_of(lines, [&](const row_line& l) {
    return (l.matter == 0 || l.matter == matter) && l.subordinate == from && l.superior == to;
  });
}

/// By the closure of "leads", in the time of the cube of the posts.
bool has_circle(const std::vector<row_line>& lines, std::uint32_t matter) {
  std::array<std::array<bool, posts>, posts> reaches{};
  for (row_index i = 0; i < posts; ++i)
    for (row_index j = 0; j < posts; ++j) reaches[i][j] = leads(lines, matter, i, j);
  for (std::size_t by = 0; by < posts; ++by)
    for (std::size_t i = 0; i < posts; ++i)
      for (std::size_t j = 0; j < posts; ++j)
        reaches[i][j] = reaches[i][j] || (reaches[i][by] && reaches[by][j]);
  for (std::size_t i = 0; i < posts; ++i)
    if (reaches[i][i]) return true;
  return false;
}

}  // namespace

TEST_CASE("A circle of lines is found where one is, as by the closure of all lines",
          "[core][line_circles]") {
  std::mt19937 random(7);
  const auto draw = [&](std::size_t below) { return static_cast<row_index>(random() % below); };
  std::size_t with_circle = 0;
  const std::size_t all = tests::cases_to_try(4000);
  for (std::size_t n = 0; n < all; ++n) {
    std::vector<row_line> lines(draw(10));
    for (row_line& l : lines) {
      l.superior = draw(posts);
      do l.subordinate = draw(posts);
      while (l.subordinate == l.superior);
      l.matter = draw(3);
    }
    const detail::line_circles circles(
        lines, [](const row_line& l) { return std::optional<std::uint32_t>(l.matter); });
    bool any = false;
    circles.find([&](std::size_t closing, std::span<const detail::line_circles::station> circle) {
      any = true;
      CHECK(circle.front().post == lines[closing].superior);
      CHECK(circle.back().post == lines[closing].subordinate);
      // It is one of lines for one matter, or for all.
      bool is_one = false;
      for (const std::uint32_t matter : {0U, 1U, 2U}) {
        bool holds = leads(lines, matter, circle.back().post, circle.front().post);
        for (std::size_t i = 1; i < circle.size(); ++i)
          holds = holds && leads(lines, matter, circle[i - 1].post, circle[i].post);
        is_one = is_one || holds;
      }
      CHECK(is_one);
    });
    const bool expected = has_circle(lines, 1) || has_circle(lines, 2);
    CHECK(any == expected);
    with_circle += expected ? 1 : 0;
  }
  CHECK(with_circle > all / 10);
  CHECK(with_circle < all - all / 10);
}

TEST_CASE("A circle of lines for all is told once, whatever matters have lines to it",
          "[core][line_circles]") {
  const auto line = [](row_index superior, row_index subordinate, std::uint32_t matter) {
    row_line l{};
    l.superior = superior;
    l.subordinate = subordinate;
    l.matter = matter;
    return l;
  };
  const std::vector<row_line> lines{line(0, 1, 0), line(1, 0, 0), line(0, 2, 1), line(1, 3, 2)};
  const detail::line_circles circles(
      lines, [](const row_line& l) { return std::optional<std::uint32_t>(l.matter); });
  std::vector<std::size_t> told;
  circles.find([&](std::size_t closing, auto) { told.push_back(closing); });
  CHECK(told == std::vector<std::size_t>{1});
}
