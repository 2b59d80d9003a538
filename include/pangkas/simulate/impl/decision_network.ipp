// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simulate/decision_network.hpp>

#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/originators.hpp>
#include <pangkas/decisions/impl/rebuilt_lines.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simulate/queue_network.hpp>
#include <pangkas/simulate/working_calendar.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// What the draws of a code are named by: FNV-1a.
inline std::uint32_t draw_key(std::string_view code) {
  std::uint32_t hash = 2166136261U;
  for (const char c : code) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

/// Until when matters arrive.
inline std::int64_t horizon_of(const network_options& options) {
  return options.horizon > 0 ? options.horizon : options.office.calendar.working_year();
}

/// The rate of arrivals by hour and month, as parts of office time with a mean of 1 over the
/// horizon.
inline arrival_profile profile_of(const network_options& options) {
  const office_rules& office = options.office;
  const std::int64_t horizon = horizon_of(options);
  arrival_profile profile;
  if (!office.hours && !office.months) return profile;
  const working_calendar& calendar = office.calendar;
  std::int64_t worked = 0;
  double whole = 0;
  for (std::int64_t hour = calendar.start(); worked < horizon; hour += ticks_per_hour) {
    const std::int64_t from = worked;
    worked = std::min(horizon, calendar.office_time(hour + ticks_per_hour));
    if (worked == from) continue;
    const std::string text = instant_text(hour);
    double factor = 1;
    if (office.hours) factor *= (*office.hours)[std::stoul(text.substr(11, 2))];
    if (office.months) factor *= (*office.months)[std::stoul(text.substr(5, 2)) - 1];
    whole += factor * static_cast<double>(worked - from);
    if (profile.empty() || profile.back().second != factor) profile.emplace_back(from, factor);
  }
  if (!(whole > 0))
    throw rule_error("no matter arrives at any working hour; give one a factor above 0");
  for (auto& [from, factor] : profile) factor *= static_cast<double>(horizon) / whole;
  return profile;
}

/// Makes a network of the paths of one organisation, matter by matter.
class network_maker {
 public:
  /// One step of a path, with what it takes.
  struct timed_step {
    position_id position = no_position;
    double minutes = 0;
    double waiting = 0;  ///< hours
    std::uint32_t together = 0;
    bool after = false;
  };

  network_maker(const organisation& org, const network_options& options)
      : org_(org),
        options_(options),
        paths_(org, options.decisions),
        station_of_(org.size(), none) {
    const working_calendar& calendar = options.office.calendar;
    const double minutes = options.decisions.working_minutes;
    duty_ = minutes * static_cast<double>(ticks_per_minute) /
            static_cast<double>(calendar.working_year());
    made_.network.profile = profile_of(options);
  }

  /// Turns to a matter; its stream begins.
  /// @param place  Of the matter here; of one that is not there nothing can be decided.
  void turn_to(std::string_view code, std::optional<std::size_t> place) {
    matter_ = place ? &org_.matters()[*place] : nullptr;
    code_ = code;
    arrival_stream stream;
    stream.key = draw_key(code);
    stream.first_route = static_cast<std::uint32_t>(made_.network.routes.size());
    if (place) {
      paths_.turn_to(*matter_);
      for (const office_rules::matter_rule& rule : options_.office.matters) {
        if (!is_for(rule.matter)) continue;
        if (rule.returns) stream.returns = *rule.returns;
        if (rule.most) stream.most_returns = *rule.most;
        if (rule.priority) stream.priority = *rule.priority;
        if (rule.batch) stream.batch = *rule.batch;
      }
    }
    made_.network.streams.push_back(std::move(stream));
    made_.matters.push_back(place.value_or(org_.matters().size()));
    made_.undecidable.emplace_back();
  }

  /// The timed path of an originator of the matter; none if it is undecidable.
  [[nodiscard]] std::vector<timed_step> steps_of(position_id originator) {
    std::vector<timed_step> found;
    if (matter_ == nullptr || originator == no_position) return found;
    const bool is_walked = paths_.is_of_scheme();
    const scheme_path* const walked = is_walked ? &paths_.by_scheme(originator) : nullptr;
    const followed_path path = walked != nullptr ? walked->path : paths_.path(originator);
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
      const path_step& step = path.steps[i];
      timed_step timed;
      timed.position = step.position;
      timed.together = step.together;
      timed.after = step.after;
      timed.waiting = walked != nullptr ? walked->waiting[i] : matter_->waiting_hours.value_or(0);
      const auto minutes = walked != nullptr ? walked->minutes[i] : matter_->work_minutes;
      timed.minutes = minutes_at(step.position, minutes);
      found.push_back(timed);
    }
    if (!found.empty() && !matter_->clerical_steps.empty()) {
      // Nobody on the chart does them; they come between the draft and those who review it first.
      const double each =
          matter_->work_minutes.value_or(0) / 60 + matter_->waiting_hours.value_or(0);
      const double all = each * static_cast<double>(matter_->clerical_steps.size());
      std::size_t next = found.size() > 1 && !found[1].after ? 1 : 0;
      const std::uint32_t beside = found[next].together;
      do found[next].waiting += all;
      while (beside != 0 && ++next < found.size() && found[next].together == beside);
    }
    return found;
  }

  /// Adds the route of an originator.
  /// @param measured  Whether it is decidable on the other side too.
  /// @param volume    Matters a year that take it.
  void add_route(position_id originator, const std::vector<timed_step>& steps, bool measured,
                 double volume) {
    route r;
    r.empty = steps.empty();
    r.measured = measured && !r.empty;
    if (r.empty) {
      made_.undecidable_volume += volume;
      made_.undecidable.back().push_back(made_.originators.size() -
                                         made_.network.streams.back().first_route);
    } else {
      tail_.clear();
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const route_step step = step_of(steps, i);
        if (i == 0)
          r.head = step;
        else
          tail_.push_back(step);
        if (steps[i].after) ++r.after;
      }
      r.count = static_cast<std::uint32_t>(tail_.size());
      r.first = place_of_tail();
      if (r.measured) {
        made_.volume += volume;
        hand_offs_ += volume * static_cast<double>(r.count - r.after);
      }
    }
    made_.network.routes.push_back(r);
    made_.originators.push_back(originator);
    ++made_.network.streams.back().routes;
  }

  /// Says how many matters of the stream arrive, and of whom.
  void end_stream(double volume, std::vector<double> weights) {
    arrival_stream& stream = made_.network.streams.back();
    stream.rate = volume / static_cast<double>(options_.office.calendar.working_year()) /
                  static_cast<double>(stream.batch);
    for (const replayed_matter& replayed : options_.replay)
      if (replayed.matter == code_) {
        stream.replay = replayed.at;
        stream.batch = 1;
        const std::int64_t until = horizon_of(options_);
        stream.rate = static_cast<double>(std::ranges::lower_bound(stream.replay, until) -
                                          stream.replay.begin()) /
                      static_cast<double>(until);
      }
    if (std::ranges::adjacent_find(weights, std::ranges::not_equal_to()) != weights.end())
      stream.weights = std::move(weights);
  }

  [[nodiscard]] decision_network take() && {
    if (made_.volume > 0) made_.mean_hand_offs = hand_offs_ / made_.volume;
    add_leaves();
    return std::move(made_);
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] bool is_for(const std::string& named) const {
    return named.empty() || named == matter_->code || matter_->is_of(named);
  }
  /// The rule for the work of a step at a position; null if there is none.
  template <class Holds>
  [[nodiscard]] const office_rules::work_rule* rule_for(position_id p, Holds holds) const {
    const office_rules::work_rule* last = nullptr;
    for (const office_rules::work_rule& rule : options_.office.work)
      if (is_for(rule.matter) && (rule.position.empty() || rule.position == org_.code(p)) &&
          holds(rule))
        last = &rule;
    return last;
  }
  [[nodiscard]] double minutes_at(position_id p, std::optional<double> given) const {
    const auto* rule = rule_for(p, [](const auto& r) { return r.minutes.has_value(); });
    if (rule != nullptr) given = rule->minutes;
    if (given) return *given;
    throw rule_error("nothing says how long a step of the matter \"" + matter_->code +
                     "\" takes; give its work_minutes, 0 if it takes no time");
  }

  route_step step_of(const std::vector<timed_step>& steps, std::size_t i) {
    const timed_step& timed = steps[i];
    route_step step;
    step.station = station(timed.position);
    step.together = timed.together;
    step.key = draw_key(org_.code(timed.position));
    for (std::size_t before = 0; before < i; ++before)
      if (steps[before].position == timed.position) step.key = step.key * 16777619U + 1;
    const auto* rule = rule_for(timed.position, [](const auto&) { return true; });
    step_service service;
    service.mean = timed.minutes * static_cast<double>(ticks_per_minute) / duty_;
    if (rule != nullptr) {
      service.law = rule->law;
      service.cv = rule->cv;
    }
    service.delay =
        std::llround(std::min(1e15, timed.waiting * static_cast<double>(ticks_per_hour)));
    const auto [known, is_new] =
        services_.emplace(std::tuple(service.mean, service.law, service.cv, service.delay),
                          static_cast<std::uint32_t>(made_.network.services.size()));
    if (is_new) made_.network.services.push_back(service);
    step.service = known->second;
    return step;
  }

  std::uint32_t station(position_id p) {
    std::uint32_t& known = station_of_[p];
    if (known != none) return known;
    known = static_cast<std::uint32_t>(made_.positions.size());
    made_.positions.push_back(p);
    pangkas::station s;
    const double seats = org_.seats(p) > 0 ? org_.seats(p) : 1.0;
    s.seats = static_cast<std::uint32_t>(std::min(1e9, std::ceil(seats - 1e-9)));
    s.seats = std::max<std::uint32_t>(s.seats, 1);
    s.speed = seats / s.seats;
    if (org_.command().is_external(p)) {
      s.seats = 0;
      s.speed = 1;
    }
    made_.network.stations.push_back(std::move(s));
    return known;
  }

  /// Where the tail stands among all steps; one that is there already is shared.
  std::uint32_t place_of_tail() {
    std::uint64_t hash = tail_.size();
    for (const route_step& step : tail_)
      hash = (hash ^ (std::uint64_t{step.station} << 32U | step.service)) * 0x9E3779B97F4A7C15U;
    std::vector<route_step>& all = made_.network.steps;
    const auto [known, is_new] = tails_.try_emplace(hash, static_cast<std::uint32_t>(all.size()));
    if (!is_new && known->second + tail_.size() <= all.size() &&
        std::ranges::equal(tail_, std::span(all).subspan(known->second, tail_.size())))
      return known->second;
    const auto place = static_cast<std::uint32_t>(all.size());
    all.insert(all.end(), tail_.begin(), tail_.end());
    return place;
  }

  void add_leaves() {
    for (const office_rules::leave& leave : options_.office.leaves) {
      const std::uint32_t at = station_of_[org_.at(leave.position)];
      if (at == none) continue;
      const working_calendar& calendar = options_.office.calendar;
      const std::int64_t from = calendar.office_time(*midnight_of(leave.from));
      const std::int64_t until = calendar.office_time(*midnight_of(leave.until) + ticks_per_day);
      if (until > from && until > 0)
        made_.network.stations[at].away.emplace_back(std::max<std::int64_t>(0, from), until);
    }
    for (pangkas::station& s : made_.network.stations) {
      std::ranges::sort(s.away);
      std::size_t kept = 0;
      for (std::size_t i = 0; i < s.away.size(); ++i) {
        if (kept > 0 && s.away[i].first <= s.away[kept - 1].second)
          s.away[kept - 1].second = std::max(s.away[kept - 1].second, s.away[i].second);
        else
          s.away[kept++] = s.away[i];
      }
      s.away.resize(kept);
    }
  }

  const organisation& org_;
  const network_options& options_;
  all_paths paths_;
  double duty_ = 1;  ///< share of office time in which a seat works on decisions
  const matter* matter_ = nullptr;
  std::string_view code_;  ///< of the matter, whether it is there or not
  decision_network made_;
  double hand_offs_ = 0;
  std::vector<std::uint32_t> station_of_;  ///< by position
  std::vector<route_step> tail_;
  std::map<std::tuple<double, work_law, double, std::int64_t>, std::uint32_t> services_;
  std::unordered_map<std::uint64_t, std::uint32_t> tails_;
};

/// Moves a share of the minutes of the steps that are gone to the next steps that are left; what is
/// done after the decision takes none of what led to it.
inline void move_work_up(const std::vector<network_maker::timed_step>& before,
                         std::vector<network_maker::timed_step>& after,
                         const position_follower& follow, double share) {
  if (after.empty()) return;
  std::array<double, 2> carried{};  // up to the decision, and after it
  for (const network_maker::timed_step& step : before) {
    const position_id now = follow.after(step.position);
    const auto kept = std::ranges::find(after, now, &network_maker::timed_step::position);
    if (now == no_position || kept == after.end())
      carried[step.after] += share * step.minutes;
    else
      kept->minutes += std::exchange(carried[kept->after], 0);
  }
  // What was above all that is left goes to whoever decides now.
  const auto decides =
      std::ranges::find(after.rbegin(), after.rend(), false, &network_maker::timed_step::after);
  decides->minutes += carried[0] + carried[1];
}

inline void check_matters(const organisation& org) {
  if (org.matters().empty())
    throw rule_error(
        "there are no matters to simulate; give a table of matters with their volume and "
        "work_minutes");
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

void check_office(const organisation& org, const network_options& options) {
  const working_calendar& calendar = options.office.calendar;
  const double minutes = options.decisions.working_minutes;
  if (minutes * static_cast<double>(ticks_per_minute) >
      (1 + 1e-9) * static_cast<double>(calendar.working_year()))
    throw rule_error("a post works " + std::to_string(std::llround(minutes)) +
                     " minutes a year, but the calendar has only " +
                     std::to_string(calendar.working_year() / ticks_per_minute) +
                     "; give the calendar more hours, or fewer working minutes");
  static_cast<void>(detail::profile_of(options));
  for (const office_rules::leave& leave : options.office.leaves) {
    static_cast<void>(org.at(leave.position));
    const auto from = midnight_of(leave.from);
    const auto until = midnight_of(leave.until);
    if (!from || !until || *until < *from)
      throw rule_error("the leave of " + leave.position + " from \"" + leave.from + "\" to \"" +
                       leave.until + "\" is no span of days; write them as in 2026-01-01");
  }
  const auto check = [&](const std::string& named) {
    if (named.empty() || std::ranges::any_of(org.matters(), [&](const matter& m) {
          return m.code == named || m.is_of(named);
        }))
      return;
    throw rule_error("no matter has the code or family \"" + named +
                     "\" that a rule of the office names");
  };
  for (const auto& rule : options.office.work) {
    check(rule.matter);
    if (!rule.position.empty()) static_cast<void>(org.at(rule.position));
  }
  for (const auto& rule : options.office.matters) check(rule.matter);
  for (const replayed_matter& replayed : options.replay) {
    if (!org.find_matter(replayed.matter))
      throw rule_error("no matter has the code \"" + replayed.matter + "\" that is replayed");
    if (!std::ranges::is_sorted(replayed.at) || (!replayed.at.empty() && replayed.at.front() < 0))
      throw rule_error("the times at which \"" + replayed.matter +
                       "\" arrives do not ascend from 0");
  }
}

decision_network network_of(const organisation& org, const network_options& options) {
  detail::check_matters(org);
  check_office(org, options);
  detail::network_maker maker(org, options);
  detail::originators_of originators(org);
  for (std::size_t place = 0; place < org.matters().size(); ++place) {
    const matter& m = org.matters()[place];
    const std::vector<position_id>& raise = originators(m);
    const detail::volume_shares shares(org, m, raise);
    maker.turn_to(m.code, place);
    std::vector<double> weights;
    for (const position_id o : raise) {
      maker.add_route(o, maker.steps_of(o), true, shares.of(o));
      weights.push_back(shares.weight(o));
    }
    maker.end_stream(shares.total(), std::move(weights));
  }
  return std::move(maker).take();
}

networks_before_after networks_of(const organisation& before, const organisation& after,
                                  const network_options& options) {
  detail::check_matters(before);
  check_office(before, options);
  const detail::position_follower follow(before, after);
  detail::network_maker maker_before(before, options);
  detail::network_maker maker_after(after, options);
  detail::originators_of originators(before);
  for (std::size_t place = 0; place < before.matters().size(); ++place) {
    const matter& m = before.matters()[place];
    const std::vector<position_id>& raise = originators(m);
    const detail::volume_shares shares(before, m, raise);
    maker_before.turn_to(m.code, place);
    maker_after.turn_to(m.code, after.find_matter(m.code));
    std::vector<double> weights;
    for (const position_id o : raise) {
      const position_id o_after = follow.after(o);
      const auto was = maker_before.steps_of(o);
      auto is = maker_after.steps_of(o_after);
      if (options.moved_work > 0) detail::move_work_up(was, is, follow, options.moved_work);
      const bool measured = !was.empty() && !is.empty();
      maker_before.add_route(o, was, measured, shares.of(o));
      // A post that has ended keeps its row: it raises nothing that nobody decides.
      const bool has_ended = o_after == no_position && after.find(before.code(o)).has_value();
      maker_after.add_route(o_after, is, measured, has_ended ? 0 : shares.of(o));
      weights.push_back(shares.weight(o));
    }
    maker_before.end_stream(shares.total(), weights);
    maker_after.end_stream(shares.total(), std::move(weights));
  }
  return {std::move(maker_before).take(), std::move(maker_after).take()};
}

}  // namespace pangkas
