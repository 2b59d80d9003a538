// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/decision_times.hpp>

#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/decisions/impl/rebuilt_lines.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simulate/break_even.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// What a post does in one network.
struct post_at_work {
  double visits = 0;        ///< a tick
  double load = 0;          ///< of each seat
  double decided = 0;       ///< matters a tick that are decided there and were not drafted there
  std::uint32_t seats = 1;  ///< 0: whoever has the work never queues

  [[nodiscard]] double offered() const { return load * seats; }
};

/// The same of all posts; one without a station does nothing.
class posts_at_work {
 public:
  explicit posts_at_work(const decision_times& times)
      : station_of_(times.org.size(), times.network.positions.size()),
        at_(times.network.positions.size() + 1) {
    const queue_network& network = times.network.network;
    for (std::size_t s = 0; s < times.network.positions.size(); ++s) {
      station_of_[times.network.positions[s]] = s;
      at_[s] = {times.found.theory.visits[s], times.found.theory.load[s], 0,
                network.stations[s].seats};
    }
    for (const arrival_stream& stream : network.streams) {
      const double whole = std::accumulate(stream.weights.begin(), stream.weights.end(), 0.0);
      for (std::uint32_t i = 0; i < stream.routes; ++i) {
        const route& r = network.routes[stream.first_route + i];
        if (r.empty || r.count == r.after) continue;  // what is decided where it is drafted stays
        const double share =
            stream.weights.empty() ? 1.0 / stream.routes : stream.weights[i] / whole;
        at_[network.step(r, r.count - r.after).station].decided +=
            stream.rate * stream.batch * share;
      }
    }
  }

  /// @param p  A post, or no_position.
  [[nodiscard]] const post_at_work& operator[](position_id p) const {
    return p == no_position ? at_.back() : at_[station_of_[p]];
  }

 private:
  std::vector<std::size_t> station_of_;
  std::vector<post_at_work> at_;  ///< by station; the last does nothing
};

/// Whether a post stays, but leads nobody any more: it was converted, or has lost all below it.
inline bool is_taken_out(const organisation& before, position_id p, const organisation& after,
                         position_id now) {
  if (before.kind(p) == position_kind::structural && after.kind(now) == position_kind::functional)
    return true;
  return !before.command().subordinates(p).empty() && after.command().subordinates(now).empty();
}

/// The posts that a change took out and that handled matters, with their receivers.
inline std::vector<post_break_even> break_evens(const decision_times& before,
                                                const decision_times& after, double moved_work) {
  const position_follower follow(before.org, after.org);
  const posts_at_work was(before);
  const posts_at_work is(after);
  struct layer {
    std::vector<std::size_t> posts{};  // places in the result
    double moved = 0;                  // work that is gone from them, in seats
    double present = 0;                // that were in them; endless where they had too much
    double visits = 0;                 // a tick, that are gone from them
    double decided = 0;                // of them that ended there
  };
  std::map<position_id, layer> by_receiver;
  std::vector<post_break_even> found;
  for (position_id p{0}; p < before.org.size(); ++p) {
    const position_id now = follow.after(p);
    if (now == no_position || !is_taken_out(before.org, p, after.org, now)) continue;
    const double visits = was[p].visits - is[now].visits;
    if (!(visits > 1e-12 * was[p].visits)) continue;
    const position_id receiver = after.org.command().superiors()[now];
    if (receiver == no_position) continue;
    layer& at = by_receiver[receiver];
    at.posts.push_back(found.size());
    at.visits += visits;
    at.decided += std::max(0.0, was[p].decided - is[now].decided);
    if (was[p].seats > 0) {
      at.moved += was[p].offered() - is[now].offered();
      const auto present_before = present_at(was[p].seats, was[p].offered());
      const auto present_after = present_at(was[p].seats, is[now].offered());
      at.present += present_before && present_after ? *present_before - *present_after
                                                    : std::numeric_limits<double>::infinity();
    }
    post_break_even& one = found.emplace_back();
    one.post = p;
    one.receiver = receiver;
    one.moved_work = moved_work;
  }
  for (const auto& [receiver, at] : by_receiver) {
    const position_id receiver_before = follow.before(receiver);
    const std::uint32_t seats = is[receiver].seats;
    const auto present = present_at(seats, was[receiver_before].offered());
    // What moves up in this scenario is no part of what it would get anyway.
    const double offered = std::max(0.0, is[receiver].offered() - moved_work * at.moved);
    const double each = is[receiver].visits > 0 ? offered / is[receiver].visits : 0;
    for (const std::size_t i : at.posts) {
      post_break_even& one = found[i];
      one.load_before = was[receiver_before].load;
      one.load_after = is[receiver].load;
      one.moved_authority = at.visits > 0 ? at.decided / at.visits : 0;
      if (!std::isfinite(at.present) || !present) continue;  // there was no time before
      one.alpha = break_even_work(at.present + *present, at.moved, seats, offered);
      one.q = break_even_authority(at.present, seats, offered, std::min(offered, at.visits * each));
    }
  }
  return found;
}

inline decision_times prepared(const organisation& org, decision_network network,
                               const timing_options& options) {
  decision_times times;
  times.org = org;
  times.network = std::move(network);
  times.working_day = options.network.office.calendar.working_day();
  times.working_year = options.network.office.calendar.working_year();
  return times;
}

/// The options of a run: without a horizon a year, in which no post may have
/// too much.
inline timing_options with_horizon(timing_options options) {
  if (options.simulation.horizon == 0)
    options.simulation.horizon = options.network.office.calendar.working_year();
  options.network.horizon = options.simulation.horizon;
  return options;
}

inline void check_volume(const decision_network& network, const char* when) {
  if (!(network.volume > 0))
    throw rule_error("no matter is decided by anybody" + std::string(when) +
                     ", so that there is nothing to simulate; paths says why for each");
}

inline void check_loads(const organisation& org, const decision_network& network,
                        const timing_options& given, const organisation* before = nullptr) {
  if (given.simulation.horizon != 0) return;
  const std::vector<overload> all = overloads(org, network);
  if (all.empty()) return;
  std::string more;
  if (all.size() > 1)
    more = " (" + std::to_string(all.size() - 1) +
           (all.size() == 2 ? " more post has too much)" : " more posts have too much)");
  throw rule_error((before == nullptr ? "" : "after the change ") +
                   in_words(org, all.front(), before) + more +
                   "; with a horizon the growing queue is simulated all the same");
}

}  // namespace pangkas::inline v0_1::detail

namespace pangkas::inline v0_1 {

mean_interval decision_times::days(mean_interval of) const {
  of.mean = days(of.mean);
  if (of.half_width) of.half_width = days(*of.half_width);
  return of;
}

std::optional<double> decision_times::staying_by_theory() const {
  if (!found.theory.staying) return std::nullopt;
  return days(*found.theory.staying);
}

std::vector<std::uint32_t> decision_times::busiest() const {
  std::vector<std::uint32_t> order(network.positions.size());
  for (std::uint32_t s = 0; s < order.size(); ++s) order[s] = s;
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const double load_a = found.theory.load[a];
    const double load_b = found.theory.load[b];
    return load_a != load_b ? load_a > load_b : network.positions[a] < network.positions[b];
  });
  return order;
}

std::vector<overload> overloads(const organisation& org, const decision_network& network) {
  std::vector<overload> found;
  const network_load load = load_of(network.network);
  for (std::size_t s = 0; s < network.positions.size(); ++s) {
    if (load.load[s] < 1) continue;
    overload one;
    one.position = network.positions[s];
    one.load = load.load[s];
    one.seats = org.seats(one.position) > 0 ? org.seats(one.position) : 1;
    one.seats_needed = std::floor(one.load * one.seats) + 1;
    one.too_much = 1 - 1 / one.load;
    found.push_back(one);
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &overload::load);
  return found;
}

std::string in_words(const organisation& org, const overload& of, const organisation* before) {
  const auto number = [](double value) {
    return detail::with_digits(value, value == std::floor(value) ? 0 : 2);
  };
  std::string text =
      std::string(org.code(of.position)) + " gets " + detail::with_digits(100 * of.load, 0) +
      " % of the work that it can do: give it " + number(of.seats_needed) + " seats instead of " +
      number(of.seats) + ", or let more than " + detail::with_digits(100 * of.too_much, 0) +
      " % of what it handles be decided below it";
  if (before == nullptr) return text;
  const detail::position_follower follow(*before, org);
  std::string converted;
  for (const position_id p : org.command().subordinates(of.position)) {
    const position_id was = follow.before(p);
    if (was == no_position || !detail::is_taken_out(*before, was, org, p)) continue;
    if (converted.size() > 60) {
      converted += ", …";
      break;
    }
    converted += (converted.empty() ? "" : ", ") + std::string(org.code(p));
  }
  if (!converted.empty()) text += ", or keep one of the posts that it lost: " + converted;
  return text;
}

bool times_before_after::disagree() const {
  const double path = before.network.mean_hand_offs - after.network.mean_hand_offs;
  const double time = difference.difference.mean;
  return std::abs(time) > difference.difference.half_width.value_or(0) && path * time < 0;
}

std::string times_before_after::in_words() const {
  const auto change = [](double from, double to, const char* less, const char* more) {
    if (!(from > 0)) return std::string("cannot be compared");
    const double by = to / from - 1;
    if (std::abs(by) < 0.0005) return std::string("stay the same");
    return "get " + detail::with_digits(std::abs(100 * by), std::abs(by) < 0.1 ? 1 : 0) + " % " +
           (by < 0 ? less : more);
  };
  const double b = before.staying().mean;
  const double a = after.staying().mean;
  std::string text = "Paths " + change(before.network.mean_hand_offs, after.network.mean_hand_offs,
                                       "shorter", "longer");
  const bool is_clear =
      std::abs(difference.difference.mean) > difference.difference.half_width.value_or(0);
  text += disagree() ? ", but decisions " : ", and decisions ";
  text += is_clear ? change(b, a, "faster", "slower")
                   : std::string("are neither faster nor slower within the interval");
  text += ": " + detail::with_digits(b, 2) + " → " + detail::with_digits(a, 2) + " working days.";
  if (disagree()) text += " Hand-offs alone would mislead here.";
  const auto busy_before = before.found.theory.busiest;
  const auto busy_after = after.found.theory.busiest;
  if (busy_before && busy_after) {
    const auto named = [](const decision_times& side, std::uint32_t s) {
      return std::string(side.org.code(side.network.positions[s])) + " at " +
             detail::with_digits(100 * side.found.theory.load[s], 0) + " %";
    };
    text +=
        " Busiest post: " + named(before, *busy_before) + " → " + named(after, *busy_after) + ".";
  }
  return text;
}

decision_times time_decisions(const organisation& org, const timing_options& options,
                              std::vector<simulated_step>* log) {
  const timing_options run = detail::with_horizon(options);
  decision_times times = detail::prepared(org, network_of(org, run.network), run);
  detail::check_volume(times.network, "");
  detail::check_loads(org, times.network, options);
  times.found = simulate_network(times.network.network, run.simulation, log);
  return times;
}

times_before_after time_decisions(const organisation& before, const organisation& after,
                                  const timing_options& options, std::vector<simulated_step>* log) {
  const timing_options run = detail::with_horizon(options);
  networks_before_after both = networks_of(before, after, run.network);
  times_before_after times;
  times.before = detail::prepared(before, std::move(both.before), run);
  times.after = detail::prepared(after, std::move(both.after), run);
  detail::check_volume(times.before.network, " both before and after");  // the same matters
  detail::check_loads(before, times.before.network, options);
  detail::check_loads(after, times.after.network, options, &before);
  const std::array<const queue_network*, 2> networks{&times.before.network.network,
                                                     &times.after.network.network};
  std::vector<simulation_result> found = simulate_networks(networks, run.simulation, log);
  times.before.found = std::move(found[0]);
  times.after.found = std::move(found[1]);
  std::vector<double> days_before = times.before.found.by_run(&simulated_run::staying);
  std::vector<double> days_after = times.after.found.by_run(&simulated_run::staying);
  for (double& value : days_before) value = times.before.days(value);
  for (double& value : days_after) value = times.after.days(value);
  times.difference = paired(days_before, days_after);
  times.break_even = detail::break_evens(times.before, times.after, run.network.moved_work);
  return times;
}

}  // namespace pangkas::inline v0_1
