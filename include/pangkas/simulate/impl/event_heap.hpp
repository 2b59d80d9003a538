// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The heap of what is to happen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

enum class event_kind : std::uint32_t { completion, arrival, start };

/// @brief Something that happens. At one time completions come first, then arrivals, then starts; of
/// one kind the one that was planned first.
struct planned_event {
  std::int64_t time = 0;
  std::uint32_t order = 0;  ///< kind and the last 30 bits of a running number
  std::uint32_t id = 0;

  [[nodiscard]] event_kind kind() const noexcept { return static_cast<event_kind>(order >> 30U); }
};

/// @brief A heap in which each node has four below it: the four are one line of the cache, and half
/// as many levels are gone through as with two.
class event_heap {
 public:
  void clear() {
    events_.clear();
    has_hole_ = false;
  }
  [[nodiscard]] bool empty() const noexcept { return events_.empty(); }

  /// @brief Takes the next event. What is planned until close() goes into its place: most events
  /// plan one other, which spares half of the work.
  planned_event take() {
    has_hole_ = true;
    return events_.front();
  }
  void plan(event_kind kind, std::int64_t time, std::uint32_t id) {
    const planned_event e{time, static_cast<std::uint32_t>(kind) << 30U | (number_++ & low), id};
    if (has_hole_) {
      has_hole_ = false;
      sink(e);
      return;
    }
    events_.push_back(e);
    rise(events_.size() - 1, e);
  }
  /// @brief Ends what take() has begun.
  void close() {
    if (!has_hole_) return;
    has_hole_ = false;
    const planned_event last = events_.back();
    events_.pop_back();
    if (!events_.empty()) sink(last);
  }

 private:
  static constexpr std::uint32_t low = (std::uint32_t{1} << 30U) - 1;

  static bool is_before(const planned_event& a, const planned_event& b) {
    if (a.time == b.time) [[unlikely]]
      return is_planned_before(a.order, b.order);
    return a.time < b.time;
  }
  static bool is_planned_before(std::uint32_t a, std::uint32_t b) {
    if ((a ^ b) >> 30U != 0) return a < b;
    // The numbers go round: of two the one is first from which it is not far to the other.
    return ((b - a) & low) < low / 2;
  }
  void rise(std::size_t i, const planned_event& e) {
    while (i > 0) {
      const std::size_t above = (i - 1) / 4;
      if (!is_before(e, events_[above])) break;
      events_[i] = events_[above];
      i = above;
    }
    events_[i] = e;
  }
  void sink(const planned_event& e) {
    planned_event* const events = events_.data();
    const std::size_t n = events_.size();
    std::size_t i = 0;
    for (;;) {
      const std::size_t first = 4 * i + 1;
      if (first >= n) break;
      // Chosen without a jump, which could not be foretold: two pairs, then the better of each.
      std::size_t least = first;
      if (first + 4 <= n) {
        const std::size_t left =
            first + static_cast<std::size_t>(is_before(events[first + 1], events[first]));
        const std::size_t right =
            first + 2 + static_cast<std::size_t>(is_before(events[first + 3], events[first + 2]));
        least = is_before(events[right], events[left]) ? right : left;
      } else {
        for (std::size_t k = first + 1; k < n; ++k)
          if (is_before(events[k], events[least])) least = k;
      }
      if (!is_before(events[least], e)) break;
      events[i] = events[least];
      i = least;
    }
    events[i] = e;
  }

  std::vector<planned_event> events_;
  std::uint32_t number_ = 0;
  bool has_hole_ = false;
};

}  // namespace pangkas::detail
