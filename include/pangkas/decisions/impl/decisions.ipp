// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/impl/originators.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_quality.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/matter_traffic.hpp>
#include <pangkas/decisions/impl/scheme_paths.hpp>
#include <pangkas/decisions/length_histogram.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/views/positions.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

double full_time_posts(const organisation& org, position_id p, double minutes,
                       const decision_options& options) {
  return minutes / (options.working_minutes * (org.seats(p) > 0 ? org.seats(p) : 1.0));
}

std::optional<double> gini(std::vector<double> values, std::size_t zeros) {
  std::ranges::sort(values);
  double sum = 0;
  double ranked = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += values[i];
    ranked += static_cast<double>(zeros + i + 1) * values[i];
  }
  if (!(sum > 0)) return std::nullopt;
  const auto n = static_cast<double>(zeros + values.size());
  return (2 * ranked - (n + 1) * sum) / (n * sum);
}

}  // namespace pangkas

namespace pangkas::inline v0_1::detail {

/// @brief Keeps the ten longest paths.
class longest_paths {
 public:
  /// @brief Whether a path of that length may be one of them: nearly all are shorter.
  [[nodiscard]] bool may_take(std::uint64_t hand_offs_with_coordination) const {
    return kept_.size() < most ||
           hand_offs_with_coordination >= kept_.back().hand_offs_with_coordination;
  }
  void offer(const long_path& path) {
    if (!may_take(path.hand_offs_with_coordination) ||
        (kept_.size() == most && !before(path, kept_.back())))
      return;
    kept_.insert(std::ranges::upper_bound(kept_, path, before), path);
    if (kept_.size() > most) kept_.pop_back();
  }
  [[nodiscard]] std::vector<long_path> take() && { return std::move(kept_); }

 private:
  static constexpr std::size_t most = 10;
  static bool before(const long_path& a, const long_path& b) {
    // The longer first, else in the order of matters and positions.
    return std::tuple(b.hand_offs_with_coordination, b.hand_offs, a.matter, a.originator) <
           std::tuple(a.hand_offs_with_coordination, a.hand_offs, b.matter, b.originator);
  }
  std::vector<long_path> kept_;
};

/// @brief The means that depend on the length of the path alone.
class matter_means {
 public:
  explicit matter_means(const matter& m) : m_(m) {}

  void summarise(matter_summary& found, const length_histogram& command,
                 const length_histogram& with_roles, const length_histogram& with_coordination,
                 bool is_of_scheme) const {
    found.mean_hand_offs = command.mean();
    found.p50 = command.percentile(0.5);
    found.p90 = command.percentile(0.9);
    found.max = command.longest();
    found.mean_hand_offs_with_roles = with_roles.mean();
    found.mean_hand_offs_with_coordination = with_coordination.mean();
    if (!found.mean_hand_offs) return;
    if (!is_of_scheme && (m_.work_minutes || m_.waiting_hours)) {
      const double step = step_times(m_).usual();
      const auto others = 1.0 + static_cast<double>(m_.clerical_steps.size());
      found.elapsed_hours = (*found.mean_hand_offs_with_coordination + others) * step;
      if (m_.limit_hours) {
        double in_time = 0;
        const std::vector<double>& volumes = with_coordination.volumes();
        for (std::size_t length = 0; length < volumes.size(); ++length)
          if (m_.allows((static_cast<double>(length) + others) * step)) in_time += volumes[length];
        found.within_limit = in_time / with_coordination.volume();
      }
    }
    if (m_.pass_good) found.wrong_refusal = 1 - mean_pass(*m_.pass_good, with_roles);
    if (m_.pass_bad) found.wrong_approval = mean_pass(*m_.pass_bad, with_roles);
  }

 private:
  [[nodiscard]] double mean_pass(double pass, const length_histogram& checks) const {
    double sum = 0;
    for (std::size_t k = 0; k < checks.volumes().size(); ++k)
      if (checks.volumes()[k] > 0)
        sum += checks.volumes()[k] * committee_pass(pass, k, m_.approvals.value_or(k));
    return sum / checks.volume();
  }
  const matter& m_;
};

/// @brief Traffic and load of those who raise matters, close together while they raise them.
///
/// Originators lie far apart in the columns of a report, and several matters mostly have the same
/// ones. What each has is the same sum, in the same order, as if it was added to the report itself.
class draft_sums {
 public:
  /// @brief What one matter of one originator counts.
  struct share {
    double volume;
    std::optional<double> minutes;  ///< absent: the matter does not say
  };

  /// @brief Takes the sums of some originators out of a report, unless it was these already.
  /// @param originators  Must stay until put_down().
  void take_up(const std::vector<position_id>& originators, const command_forest& forest,
               decision_report& report) {
    if (originators_ == &originators) {
      look_up_managers(report);
      return;
    }
    put_down(report);
    originators_ = &originators;
    superiors_.clear();
    managers_.clear();
    traffic_.clear();
    load_.clear();
    superiors_.reserve(originators.size());
    traffic_.reserve(originators.size());
    load_.reserve(originators.size());
    for (std::size_t i = 0; i < originators.size(); ++i) {
      const position_id o = originators[i];
      superiors_.push_back(forest.superiors()[o]);
      if (forest.span(o) > 0) managers_.push_back(i);
      traffic_.push_back(report.traffic[o]);
      load_.push_back(report.load.empty() ? 0.0 : report.load[o]);
    }
  }
  /// @brief The superior of an originator, by place in the list.
  [[nodiscard]] position_id superior(std::size_t i) const { return superiors_[i]; }
  void add(std::size_t i, const share& each) {
    traffic_[i] += each.volume;
    if (each.minutes) load_[i] += *each.minutes;
  }
  /// @brief Gives the report the sums of those originators that make steps for others too.
  void put_down_managers(decision_report& report) const {
    for (const std::size_t i : managers_) put_down(i, report);
  }
  /// @brief Gives the report all sums.
  void put_down(decision_report& report) {
    if (originators_ == nullptr) return;
    look_up_managers(report);
    for (std::size_t i = 0; i < traffic_.size(); ++i) put_down(i, report);
    originators_ = nullptr;
  }

 private:
  void put_down(std::size_t i, decision_report& report) const {
    const position_id o = (*originators_)[i];
    report.traffic[o] = traffic_[i];
    if (!report.load.empty()) report.load[o] = load_[i];
  }
  void look_up_managers(const decision_report& report) {
    for (const std::size_t i : managers_) {
      const position_id o = (*originators_)[i];
      traffic_[i] = report.traffic[o];
      if (!report.load.empty()) load_[i] = report.load[o];
    }
  }

  const std::vector<position_id>* originators_ = nullptr;
  std::vector<position_id> superiors_;  ///< this and the sums by place in the list
  std::vector<double> traffic_;
  std::vector<double> load_;
  std::vector<std::size_t> managers_;  ///< places in the list
};

/// @brief Takes matter after matter into a report.
class decision_counter {
 public:
  decision_counter(const organisation& org, const decision_options& options,
                   originators_of originators)
      : org_(org),
        paths_(org, options),
        originators_(std::move(originators)),
        traffic_(org),
        decided_(org.table().ranks->values().size(), 0.0) {
    report_.traffic.resize(org.size());
    report_.pass_through.resize(org.size());
    report_.reviewed.resize(org.size());
    const auto says_minutes = [](const auto& m) { return m.work_minutes.has_value(); };
    if (std::ranges::any_of(org.matters(), says_minutes) ||
        std::ranges::any_of(org.steps(), says_minutes))
      report_.load.resize(org.size());
  }

  void add(std::size_t place) {
    const matter& m = org_.matters()[place];
    paths_.turn_to(m);
    const std::vector<position_id>& originators = originators_(m);
    matter_summary found;
    found.matter = place;
    found.originators = originators.size();
    const volume_shares shares(org_, m, originators);
    const double each = shares.each();
    found.volume = shares.whole(m);
    length_histogram command;
    length_histogram with_roles;
    length_histogram with_coordination;
    const share of_each{each,
                        m.work_minutes ? std::optional(each * *m.work_minutes) : std::nullopt};
    if (paths_.is_of_scheme()) {
      drafts_.put_down(report_);
      follow_scheme(originators, shares, found, command, with_roles, with_coordination);
    } else if (paths_.network().is_plain()) {
      follow_plain(originators, of_each, found, command);
      with_roles = with_coordination = command;
    } else {
      drafts_.put_down(report_);
      follow(originators, of_each, found, command, with_roles, with_coordination);
    }
    if (!paths_.is_of_scheme())
      found.undecidable_volume = each * static_cast<double>(found.undecidable);
    found.least_delay = reduced_tree_delay(found.originators, found.handlers);
    if (each > 0)
      matter_means(m).summarise(found, command, with_roles, with_coordination,
                                paths_.is_of_scheme());
    command_.add(command, each);
    with_roles_.add(with_roles, each);
    with_coordination_.add(with_coordination, each);
    report_.all.volume += found.volume;
    report_.all.undecidable += found.undecidable;
    report_.undecidable_volume += found.undecidable_volume;
    report_.matters.push_back(std::move(found));
  }

  [[nodiscard]] decision_report finish() && {
    drafts_.put_down(report_);
    report_.all.matters = report_.matters.size();
    report_.all.mean_hand_offs = command_.mean();
    report_.all.p50 = command_.percentile(0.5);
    report_.all.p90 = command_.percentile(0.9);
    report_.all.max = command_.longest();
    report_.all.mean_hand_offs_with_roles = with_roles_.mean();
    report_.all.mean_hand_offs_with_coordination = with_coordination_.mean();
    report_.longest = std::move(longest_).take();
    list_busiest();
    share_out_decisions();
    if (!report_.load.empty()) weigh_load();
    return std::move(report_);
  }

 private:
  using share = draft_sums::share;

  void follow(const std::vector<position_id>& originators, const share& each, matter_summary& found,
              length_histogram& command, length_histogram& with_roles,
              length_histogram& with_coordination) {
    for (const position_id o : originators) {
      const auto length = paths_.length(o);
      if (!length) {
        ++found.undecidable;
        continue;
      }
      command.add(length->command);
      with_roles.add(length->with_roles);
      with_coordination.add(length->with_coordination);
      longest_.offer(
          {found.matter, o, length->command, length->with_roles, length->with_coordination});
      report_.traffic[o] += each.volume;
      if (each.minutes) report_.load[o] += *each.minutes;
      if (length->with_coordination == 0 && paths_.decides_itself(o)) decide(o, each.volume);
    }
    traffic_.carry(paths_, originators);
    traffic_.for_each([&](position_id p, const matter_traffic::counts& made) {
      ++found.handlers;
      report_.traffic[p] += each.volume * static_cast<double>(made.steps);
      report_.pass_through[p] += each.volume * static_cast<double>(made.between);
      if (each.minutes) report_.load[p] += *each.minutes * static_cast<double>(made.steps);
    });
    for (const position_id post : paths_.managers()) {
      if (const auto times = traffic_.reviewed(post); times > 0)
        report_.reviewed[post] += each.volume * static_cast<double>(times);
      if (const auto times = traffic_.decided(post); times > 0)
        decide(post, each.volume * static_cast<double>(times));
    }
  }

  /// The same where the network is plain, in two thirds of the time: a path has one length, and no
  /// sum of an originator is far away.
  void follow_plain(const std::vector<position_id>& originators, const share& each,
                    matter_summary& found, length_histogram& command) {
    drafts_.take_up(originators, org_.command(), report_);
    traffic_.start_plain(paths_);
    const path_network& network = paths_.network();
    for (std::size_t i = 0; i < originators.size(); ++i) {
      const position_id first = drafts_.superior(i);
      const position_id decider = first == no_position ? no_position : paths_.decider_from(first);
      std::uint64_t hand_offs = 0;
      if (decider != no_position) {
        hand_offs = network.plain_length(first, decider);
        traffic_.enter_plain(first, decider);
      } else if (paths_.rights().reach(originators[i])) {
        decide(originators[i], each.volume);
      } else {
        ++found.undecidable;
        continue;
      }
      command.add(hand_offs);
      if (longest_.may_take(hand_offs))
        longest_.offer({found.matter, originators[i], hand_offs, hand_offs, hand_offs});
      drafts_.add(i, each);
    }
    drafts_.put_down_managers(report_);
    traffic_.carry_plain(paths_);
    for (const position_id post : paths_.managers()) {
      const std::uint32_t steps = traffic_.arrived(post);
      if (steps == 0) continue;
      ++found.handlers;
      report_.traffic[post] += each.volume * static_cast<double>(steps);
      if (each.minutes) report_.load[post] += *each.minutes * static_cast<double>(steps);
      if (const auto times = traffic_.reviewed(post); times > 0) {
        const double volume = each.volume * static_cast<double>(times);
        report_.pass_through[post] += volume;
        report_.reviewed[post] += volume;
      }
      if (const auto times = traffic_.decided(post); times > 0)
        decide(post, each.volume * static_cast<double>(times));
    }
  }

  /// The same where a scheme says who decides and which steps are taken: each path is walked.
  void follow_scheme(const std::vector<position_id>& originators, const volume_shares& shares,
                     matter_summary& found, length_histogram& command, length_histogram& with_roles,
                     length_histogram& with_coordination) {
    std::unordered_set<position_id> handlers;
    double decided = 0;
    double hours = 0;
    double in_time = 0;
    const bool are_times_known = paths_.are_times_known();
    for (const position_id o : originators) {
      const double volume = shares.of(o);
      const scheme_path& found_path = paths_.by_scheme(o);
      if (found_path.path.undecidable) {
        ++found.undecidable;
        found.undecidable_volume += volume;
        continue;
      }
      const path_length& length = found_path.length;
      command.add(length.command, shares.weight(o));
      with_roles.add(length.with_roles, shares.weight(o));
      with_coordination.add(length.with_coordination, shares.weight(o));
      longest_.offer(
          {found.matter, o, length.command, length.with_roles, length.with_coordination});
      const std::vector<path_step>& steps = found_path.path.steps;
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const position_id p = steps[i].position;
        report_.traffic[p] += volume;
        if (found_path.minutes[i]) report_.load[p] += volume * *found_path.minutes[i];
        if (i == 0) continue;
        handlers.insert(p);
        if (steps[i].role != step_role::decider) report_.pass_through[p] += volume;
      }
      for (const position_id post : found_path.reviewed) report_.reviewed[post] += volume;
      decide(found_path.decider_post, volume);
      decided += volume;
      hours += volume * found_path.hours;
      if (found_path.in_time) in_time += volume;
    }
    found.handlers = handlers.size();
    if (!(decided > 0) || !are_times_known) return;
    found.elapsed_hours = hours / decided;
    if (org_.matters()[found.matter].limit_hours) found.within_limit = in_time / decided;
  }

  void decide(position_id post, double volume) {
    decided_[org_.table().ranks->entry(org_.row(post))] += volume;
  }

  void list_busiest() {
    constexpr std::size_t most = 10;
    const auto busier = [&](position_id a, position_id b) {
      const double of_a = report_.pass_through[a];
      const double of_b = report_.pass_through[b];
      return of_a != of_b ? of_a > of_b : a < b;
    };
    for (const position_id p : positions(org_)) {
      if (!(report_.pass_through[p] > 0)) continue;
      std::vector<position_id>& kept = report_.busiest;
      if (kept.size() == most && !busier(p, kept.back())) continue;
      kept.insert(std::ranges::upper_bound(kept, p, busier), p);
      if (kept.size() > most) kept.pop_back();
    }
  }

  void share_out_decisions() {
    double all = 0;
    for (const double volume : decided_) all += volume;
    for (std::size_t i = 0; i < decided_.size(); ++i)
      if (decided_[i] > 0)
        report_.decided_by.push_back(
            {std::string(org_.table().ranks->values()[i]), decided_[i], decided_[i] / all});
    std::ranges::sort(report_.decided_by, [](const rank_share& a, const rank_share& b) {
      return a.volume != b.volume ? a.volume > b.volume : a.rank < b.rank;
    });
  }

  void weigh_load() {
    // Most positions raise nothing: what is 0 needs no sorting.
    const std::uint32_t placed = org_.command().placed();
    std::vector<double> at_work;
    double most = 0;
    for (const position_id p : positions(org_)) {
      const double load = report_.load[p];
      if (!(load > 0)) continue;
      if (p < placed) at_work.push_back(load);
      if (org_.command().is_external(p)) continue;
      const double seats = org_.seats(p) > 0 ? org_.seats(p) : 1.0;
      if (load / seats <= most) continue;
      most = load / seats;
      report_.most_loaded = p;
    }
    const std::size_t idle = placed - at_work.size();
    report_.load_gini = gini(std::move(at_work), idle);
  }

  const organisation& org_;
  all_paths paths_;
  originators_of originators_;
  matter_traffic traffic_;
  draft_sums drafts_;
  longest_paths longest_;
  length_histogram command_;
  length_histogram with_roles_;
  length_histogram with_coordination_;
  std::vector<double> decided_;  ///< volume by entry of the ranks
  decision_report report_;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

decision_report decisions(const organisation& org, const decision_options& options) {
  detail::decision_counter counter(org, options, detail::originators_of(org));
  for (std::size_t place = 0; place < org.matters().size(); ++place) counter.add(place);
  return std::move(counter).finish();
}

decision_report decisions_after(const organisation& before, const organisation& after,
                                const decision_options& options) {
  detail::decision_counter counter(after, options, detail::originators_of(before, after));
  for (std::size_t place = 0; place < after.matters().size(); ++place) counter.add(place);
  return std::move(counter).finish();
}

}  // namespace pangkas
