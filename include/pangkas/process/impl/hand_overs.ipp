// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/error.hpp>
#include <pangkas/process/hand_overs.hpp>
#include <pangkas/process/impl/log_times.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace detail {

/// The performers of a case by a convention, one after the other: names by their place, nobody as
/// the number of names, or no_entry where a pair with it does not count.
class performer_walk {
 public:
  performer_walk(const event_log& log, const event_column& performers, missing_performer missing,
                 const activity_order* order = nullptr)
      : log_(log), performers_(performers), missing_(missing), order_(order) {}

  [[nodiscard]] std::size_t size() const { return performers_.names.size() + 1; }

  /// Turns to a case.
  void turn_to(std::size_t at_case) {
    steps_.clear();
    events_.clear();
    for (std::uint32_t e = log_.begin[at_case]; e < log_.begin[at_case + 1]; ++e) {
      std::uint32_t who = performers_[e];
      if (who == no_entry) {
        if (missing_ == missing_performer::left_out) continue;
        if (missing_ == missing_performer::value)
          who = static_cast<std::uint32_t>(performers_.names.size());
      }
      steps_.push_back(who);
      events_.push_back(e);
    }
  }
  [[nodiscard]] const std::vector<std::uint32_t>& steps() const noexcept { return steps_; }
  [[nodiscard]] const std::vector<std::uint32_t>& events() const noexcept { return events_; }
  [[nodiscard]] bool is_pair(std::size_t i, std::size_t j) const {
    return steps_[i] != no_entry && steps_[j] != no_entry &&
           (order_ == nullptr || leads(*order_, i, j));
  }
  [[nodiscard]] bool leads(const activity_order& order, std::size_t i, std::size_t j) const {
    return order.leads(log_.activities[events_[i]], log_.activities[events_[j]]);
  }

 private:
  const event_log& log_;
  const event_column& performers_;
  missing_performer missing_;
  const activity_order* order_;
  std::vector<std::uint32_t> steps_;
  std::vector<std::uint32_t> events_;
};

/// Counts pairs: in a square of cells where that is small, else in a list that is sorted.
class pair_counter {
 public:
  explicit pair_counter(std::size_t size) : size_(size) {
    if (size <= 2'048) cells_.resize(size * size);
  }

  void add(std::uint32_t from, std::uint32_t to) { keys_.push_back(key(from, to)); }
  /// What was added since belongs to one case.
  void end_case() {
    std::ranges::sort(keys_);
    for (std::size_t i = 0; i < keys_.size();) {
      std::size_t next = i + 1;
      while (next < keys_.size() && keys_[next] == keys_[i]) ++next;
      if (cells_.empty()) {
        listed_.push_back({keys_[i], next - i});
      } else {
        // So small a table of pairs that the key is its place.
        count_of_cell& counts = cells_[static_cast<std::size_t>(keys_[i])];
        counts.count += next - i;
        ++counts.cases;
      }
      i = next;
    }
    keys_.clear();
    // So that the list grows with the pairs, and not with the events.
    if (listed_.size() > 2 * merged_ + (std::size_t{1} << 20U)) merge();
  }
  [[nodiscard]] std::vector<performer_pair> take() {
    std::vector<performer_pair> pairs;
    const auto put = [&](std::uint64_t at, std::size_t count, std::size_t cases) {
      pairs.push_back({static_cast<std::uint32_t>(at / size_),
                       static_cast<std::uint32_t>(at % size_), count, cases});
    };
    for (std::size_t at = 0; at < cells_.size(); ++at)
      if (cells_[at].count != 0) put(at, cells_[at].count, cells_[at].cases);
    merge();
    for (const cell& c : listed_) put(c.key, c.count, c.cases);
    return pairs;
  }

 private:
  struct cell {
    std::uint64_t key = 0;
    std::size_t count = 0;
    std::size_t cases = 1;
  };
  struct count_of_cell {
    std::size_t count = 0;
    std::size_t cases = 0;
  };
  [[nodiscard]] std::uint64_t key(std::uint32_t from, std::uint32_t to) const {
    return std::uint64_t{from} * size_ + to;
  }
  void merge() {
    std::ranges::sort(listed_, {}, &cell::key);
    std::size_t out = 0;
    for (const cell& c : listed_) {
      if (out != 0 && listed_[out - 1].key == c.key) {
        listed_[out - 1].count += c.count;
        listed_[out - 1].cases += c.cases;
      } else {
        listed_[out++] = c;
      }
    }
    listed_.resize(out);
    merged_ = out;
  }

  std::uint64_t size_;
  std::vector<count_of_cell> cells_;
  std::vector<cell> listed_;
  std::size_t merged_ = 0;
  std::vector<std::uint64_t> keys_;
};

inline void check_square(const event_column& performers) {
  if (performers.names.size() > 2'048)
    throw structure_error(std::to_string(performers.names.size()) +
                          " performers are too many for a table of each with each; take roles or "
                          "groups");
}

}  // namespace detail

activity_order::activity_order(const event_log& log, const event_column& performers,
                               missing_performer missing) {
  detail::performer_walk walk(log, performers, missing);
  detail::pair_counter counter(log.activities.names.size() + 1);
  const auto what = [&](std::size_t i) {
    const std::uint32_t entry = log.activities[walk.events()[i]];
    return entry == no_entry ? static_cast<std::uint32_t>(log.activities.names.size()) : entry;
  };
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    walk.turn_to(c);
    for (std::size_t i = 1; i < walk.steps().size(); ++i) counter.add(what(i - 1), what(i));
    counter.end_case();
  }
  for (const performer_pair& p : counter.take())
    follows_.push_back(std::uint64_t{p.from} << 32U | p.to);
}

bool activity_order::leads(std::uint32_t from, std::uint32_t to) const {
  return std::ranges::binary_search(follows_, std::uint64_t{from} << 32U | to) &&
         !std::ranges::binary_search(follows_, std::uint64_t{to} << 32U | from);
}

std::vector<performer_pair> hand_overs(const event_log& log, const event_column& performers,
                                       missing_performer missing, const activity_order* order) {
  detail::performer_walk walk(log, performers, missing, order);
  detail::pair_counter counter(walk.size());
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    walk.turn_to(c);
    for (std::size_t i = 1; i < walk.steps().size(); ++i)
      if (walk.is_pair(i - 1, i)) counter.add(walk.steps()[i - 1], walk.steps()[i]);
    counter.end_case();
  }
  return counter.take();
}

std::vector<performer_pair> subcontracting(const event_log& log, const event_column& performers,
                                           missing_performer missing) {
  detail::performer_walk walk(log, performers, missing);
  detail::pair_counter counter(walk.size());
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    walk.turn_to(c);
    const auto& who = walk.steps();
    for (std::size_t i = 2; i < who.size(); ++i)
      if (who[i] == who[i - 2] && who[i] != who[i - 1] && walk.is_pair(i - 1, i))
        counter.add(who[i], who[i - 1]);
    counter.end_case();
  }
  return counter.take();
}

std::optional<std::vector<performer_pair>> working_together(const event_log& log,
                                                            const event_column& performers,
                                                            missing_performer missing,
                                                            std::size_t most) {
  detail::performer_walk walk(log, performers, missing);
  detail::pair_counter counter(walk.size());
  std::vector<std::uint32_t> together;
  std::size_t pairs = 0;
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    walk.turn_to(c);
    together = walk.steps();
    std::ranges::sort(together);
    together.erase(std::unique(together.begin(), together.end()), together.end());
    if (!together.empty() && together.back() == no_entry) together.pop_back();
    pairs += together.size() * together.size() / 2;
    if (pairs > most) return std::nullopt;
    for (std::size_t i = 0; i < together.size(); ++i)
      for (std::size_t j = i + 1; j < together.size(); ++j) counter.add(together[i], together[j]);
    counter.end_case();
  }
  return counter.take();
}

std::vector<double> fading_hand_overs(const event_log& log, const event_column& performers,
                                      missing_performer missing, double beta,
                                      const activity_order* order, bool once) {
  detail::performer_walk walk(log, performers, missing, order);
  const std::size_t size = walk.size();
  detail::check_square(performers);
  if (!(beta >= 0 && beta < 1))
    throw structure_error("a fall factor is at least 0 and below 1, as 0.5 is");
  std::vector<double> weights(size * size, 0);
  std::vector<std::size_t> at;  // of a case and a distance
  double all = 0;
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    walk.turn_to(c);
    const auto& who = walk.steps();
    double factor = 1;
    for (std::size_t n = 1; n < who.size() && factor > 1e-12; ++n, factor *= beta) {
      at.clear();
      for (std::size_t i = 0; i + n < who.size(); ++i) {
        // What there could be, related or not.
        if (who[i] == no_entry || who[i + n] == no_entry) continue;
        if (!once) all += factor;
        if (walk.is_pair(i, i + n)) at.push_back(who[i] * size + who[i + n]);
      }
      if (once) {
        all += factor;
        std::ranges::sort(at);
        at.erase(std::unique(at.begin(), at.end()), at.end());
      }
      for (const std::size_t cell : at) weights[cell] += factor;
    }
  }
  if (all > 0)
    for (double& weight : weights) weight /= all;
  return weights;
}

std::vector<double> joint_activities(const event_log& log, const event_column& performers) {
  detail::check_square(performers);
  const std::size_t size = performers.names.size();
  const std::size_t activities = log.activities.names.size();
  std::vector<double> counts(size * activities, 0);
  for (std::size_t e = 0; e < log.size(); ++e)
    if (performers[e] != no_entry && log.activities[e] != no_entry)
      ++counts[performers[e] * activities + log.activities[e]];
  // Each row less its mean, of length 1: what is left is a product of rows.
  std::vector<bool> works(size, false);
  for (std::size_t p = 0; p < size; ++p) {
    const std::span<double> row(counts.data() + p * activities, activities);
    const double sum = std::accumulate(row.begin(), row.end(), 0.0);
    works[p] = sum > 0;
    double squares = 0;
    for (double& count : row) {
      count -= sum / static_cast<double>(activities);
      squares += count * count;
    }
    if (squares > 0)
      for (double& count : row) count /= std::sqrt(squares);
  }
  std::vector<double> found(size * size, 0);
  for (std::size_t a = 0; a < size; ++a) {
    const double* row = counts.data() + a * activities;
    for (std::size_t b = 0; b < a; ++b)
      found[a * size + b] = found[b * size + a] =
          std::inner_product(row, row + activities, counts.data() + b * activities, 0.0);
    if (works[a]) found[a * size + a] = 1;
  }
  return found;
}

line_network network_of(const std::vector<performer_pair>& pairs, std::size_t size, bool both) {
  std::vector<std::size_t> begin(size + 1, 0);
  for (const performer_pair& p : pairs) {
    ++begin[p.from + 1];
    if (both) ++begin[p.to + 1];
  }
  for (std::size_t i = 0; i < size; ++i) begin[i + 1] += begin[i];
  std::vector<position_id> ends(begin.back());
  std::vector<double> weights(begin.back());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  const auto put = [&](std::uint32_t from, std::uint32_t to, std::size_t count) {
    ends[next[from]] = static_cast<position_id>(to);
    weights[next[from]++] = static_cast<double>(count);
  };
  for (const performer_pair& p : pairs) {
    put(p.from, p.to, p.count);
    if (both) put(p.to, p.from, p.count);
  }
  return {std::move(begin), std::move(ends), std::move(weights)};
}

hand_over_figures hand_over_figures_of(const event_log& log, const event_column& performers,
                                       missing_performer missing) {
  hand_over_figures found;
  found.missing = missing;
  detail::performer_walk walk(log, performers, missing);
  const activity_order order(log, performers, missing);
  std::vector<bool> seen(performers.names.size(), false);
  for (std::size_t e = 0; e < log.size(); ++e) {
    if (performers[e] == no_entry)
      ++found.without;
    else
      seen[performers[e]] = true;
  }
  found.performers = static_cast<std::size_t>(std::ranges::count(seen, true));

  std::vector<double> of_case;
  of_case.reserve(log.case_count());
  std::vector<double> gaps_at;
  std::vector<double> gaps_without;
  std::vector<std::uint32_t> in_case(walk.size(), no_entry);  // where it was seen last
  std::size_t distinct = 0;
  for (std::uint32_t c = 0; c < log.case_count(); ++c) {
    walk.turn_to(c);
    const auto& who = walk.steps();
    const auto& events = walk.events();
    std::size_t here = 0;
    std::size_t returns = 0;
    for (std::size_t i = 0; i < who.size(); ++i) {
      const bool goes_on = i > 0 && who[i] == who[i - 1];
      if (who[i] != no_entry && !goes_on) {
        if (in_case[who[i]] == c)
          ++returns;
        else
          ++distinct;
        in_case[who[i]] = c;
      }
      if (i == 0 || !walk.is_pair(i - 1, i)) continue;
      ++found.pairs;
      if (!goes_on) {
        ++here;
        if (walk.leads(order, i - 1, i)) ++found.causal;
      }
      if (log.activities[events[i]] == log.activities[events[i - 1]])
        ++(goes_on ? found.repeats : found.redone);
      const micros from = log.times[events[i - 1]];
      const micros to = log.times[events[i]];
      if (from != no_instant && to != no_instant)
        (goes_on ? gaps_without : gaps_at).push_back(detail::hours_of(to - from));
    }
    found.total += here;
    found.returns += returns;
    if (returns != 0) ++found.return_cases;
    if (here == 0) ++found.cases_without;
    of_case.push_back(static_cast<double>(here));
  }
  found.same = found.pairs - found.total;
  found.of_case = spread_of(std::move(of_case)).value_or(spread{});
  if (log.case_count() != 0)
    found.performers_of_case =
        static_cast<double>(distinct) / static_cast<double>(log.case_count());
  for (const performer_pair& p : hand_overs(log, performers, missing))
    if (p.from != p.to) ++found.arcs;
  for (std::uint32_t c = 0; c < log.case_count(); ++c) {
    walk.turn_to(c);
    const auto& who = walk.steps();
    const std::size_t before = found.subcontracting;
    for (std::size_t i = 2; i < who.size(); ++i)
      if (who[i] == who[i - 2] && who[i] != who[i - 1] && walk.is_pair(i - 1, i))
        ++found.subcontracting;
    if (found.subcontracting != before) ++found.subcontracting_cases;
  }
  found.subcontracting_arcs = subcontracting(log, performers, missing).size();
  found.gap_hours_at = spread_of(std::move(gaps_at));
  found.gap_hours_without = spread_of(std::move(gaps_without));
  return found;
}

std::vector<case_figures> cases_of(const event_log& log, const event_column& performers,
                                   missing_performer missing) {
  detail::performer_walk walk(log, performers, missing);
  std::vector<case_figures> found(log.case_count());
  for (std::size_t c = 0; c < found.size(); ++c) {
    case_figures& of = found[c];
    walk.turn_to(c);
    of.events = log.begin[c + 1] - log.begin[c];
    for (std::size_t i = 1; i < walk.steps().size(); ++i)
      if (walk.is_pair(i - 1, i) && walk.steps()[i] != walk.steps()[i - 1]) ++of.hand_overs;
    const auto [first, last] = detail::case_reach(log, c);
    if (first == no_instant) continue;
    of.first = first;
    of.offset = log.offsets[log.begin[c]];
    of.cycle_days = static_cast<double>(last - first) / static_cast<double>(micros_a_day);
  }
  return found;
}

}  // namespace pangkas
