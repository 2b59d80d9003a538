// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The lines of an organisation as the edges of a graph: all, downwards and upwards.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/ids.hpp>

#include <boost/iterator/iterator_facade.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace pangkas::inline v0_1 {

/// @brief An edge of an organisation: a line, superior → subordinate.
struct graph_line {
  static constexpr std::uint32_t forest_line = std::numeric_limits<std::uint32_t>::max();

  position_id superior = no_position;
  position_id subordinate = no_position;
  /// Place in organisation::lines(); forest_line for a line of the command forest.
  std::uint32_t place = forest_line;

  friend bool operator==(const graph_line&, const graph_line&) = default;
};

/// @brief Every position with its command superior, then organisation::lines(): the edges.
class graph_line_iterator
    : public boost::iterator_facade<graph_line_iterator, graph_line, boost::forward_traversal_tag,
                                    graph_line> {
 public:
  graph_line_iterator() = default;
  graph_line_iterator(std::span<const position_id> superiors, std::span<const line> lines,
                      std::size_t at)
      : superiors_(superiors), lines_(lines), at_(at) {
    pass_tops();
  }

 private:
  friend class boost::iterator_core_access;

  [[nodiscard]] graph_line dereference() const {
    if (at_ < superiors_.size()) return {superiors_[at_], position_id(at_)};
    const std::size_t place = at_ - superiors_.size();
    return {lines_[place].superior, lines_[place].subordinate, static_cast<std::uint32_t>(place)};
  }
  void increment() {
    ++at_;
    pass_tops();
  }
  [[nodiscard]] bool equal(const graph_line_iterator& other) const { return at_ == other.at_; }
  void pass_tops() {
    while (at_ < superiors_.size() && superiors_[at_] == no_position) ++at_;
  }

  std::span<const position_id> superiors_;
  std::span<const line> lines_;
  std::size_t at_ = 0;
};

/// @brief Goes through the lines at one position, of which `Lines::line_at(i)` is the one at place i.
template <class Lines>
class line_counting_iterator
    : public boost::iterator_facade<Lines, graph_line, boost::random_access_traversal_tag,
                                    graph_line> {
 public:
  line_counting_iterator() = default;
  explicit line_counting_iterator(std::size_t at) : at_(static_cast<std::ptrdiff_t>(at)) {}

 private:
  friend class boost::iterator_core_access;

  [[nodiscard]] graph_line dereference() const {
    return static_cast<const Lines&>(*this).line_at(static_cast<std::uint32_t>(at_));
  }
  void increment() { ++at_; }
  void decrement() { --at_; }
  void advance(std::ptrdiff_t by) { at_ += by; }
  [[nodiscard]] bool equal(const line_counting_iterator& other) const { return at_ == other.at_; }
  [[nodiscard]] std::ptrdiff_t distance_to(const line_counting_iterator& other) const {
    return other.at_ - at_;
  }

  std::ptrdiff_t at_ = 0;
};

/// @brief The lines that leave one position downwards: its command subordinates, then the others.
class downward_line_iterator : public line_counting_iterator<downward_line_iterator> {
 public:
  downward_line_iterator() = default;
  downward_line_iterator(const organisation& org, position_id superior, std::size_t at)
      : line_counting_iterator(at),
        superior_(superior),
        first_(*org.command().subordinates(superior).begin()),
        span_(org.command().span(superior)),
        others_(org.lines_from(superior)),
        place_(static_cast<std::uint32_t>(others_.data() - org.lines().data())) {}

 private:
  friend line_counting_iterator<downward_line_iterator>;

  [[nodiscard]] graph_line line_at(std::uint32_t at) const {
    if (at < span_) return {superior_, first_ + at};
    return {superior_, others_[at - span_].subordinate, place_ + (at - span_)};
  }

  position_id superior_ = no_position;
  position_id first_ = no_position;
  std::uint32_t span_ = 0;
  std::span<const line> others_;
  std::uint32_t place_ = 0;
};

/// @brief The lines that arrive at one position: from its command superior, then the others.
class upward_line_iterator : public line_counting_iterator<upward_line_iterator> {
 public:
  upward_line_iterator() = default;
  upward_line_iterator(const organisation& org, position_id subordinate, std::size_t at)
      : line_counting_iterator(at),
        subordinate_(subordinate),
        superior_(org.command().superiors()[subordinate]),
        lines_(org.lines()),
        places_(org.lines_to(subordinate)) {}

 private:
  friend line_counting_iterator<upward_line_iterator>;

  [[nodiscard]] graph_line line_at(std::uint32_t at) const {
    const std::uint32_t commanded = superior_ == no_position ? 0 : 1;
    if (at < commanded) return {superior_, subordinate_};
    const std::uint32_t place = places_[at - commanded];
    return {lines_[place].superior, subordinate_, place};
  }
  position_id subordinate_ = no_position;
  position_id superior_ = no_position;
  std::span<const line> lines_;
  std::span<const std::uint32_t> places_;
};

}  // namespace pangkas
