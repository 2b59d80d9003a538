// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/matter_follower.hpp>
#include <pangkas/error.hpp>
#include <pangkas/process/path_against_chart.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pangkas::inline v0_1 {
namespace detail {

/// How many entries the longest common subsequence of two lists has.
inline std::size_t common_steps(const std::vector<position_id>& a,
                                const std::vector<position_id>& b, std::vector<std::size_t>& row) {
  row.assign(b.size() + 1, 0);
  for (const position_id step : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = step == b[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

/// Ranks from the smallest, those of equals their mean.
inline std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i + 1;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) ranks[order[k]] = static_cast<double>(i + end + 1) / 2;
    i = end;
  }
  return ranks;
}

/// Spearman's rank correlation; absent if one side is the same throughout.
inline std::optional<double> rank_correlation(const std::vector<double>& a,
                                              const std::vector<double>& b) {
  const std::vector<double> x = ranks_of(a);
  const std::vector<double> y = ranks_of(b);
  const double mean = (static_cast<double>(a.size()) + 1) / 2;
  double xy = 0;
  double xx = 0;
  double yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) * (x[i] - mean);
    yy += (y[i] - mean) * (y[i] - mean);
  }
  if (!(xx > 0) || !(yy > 0)) return std::nullopt;
  return xy / std::sqrt(xx * yy);
}

/// Lays the cases of a log beside a chart, matter by matter.
class chart_walk {
 public:
  chart_walk(const event_log& log, const mapped_log& mapped, const organisation& org,
             const against_chart_options& options)
      : log_(log), mapped_(mapped), org_(org), options_(options), follow_(org, options.decisions) {
    // What is not placed stands below all that is.
    layer_.resize(org.size(), org.command().layers() + 1);
    for (std::size_t number = 1; number <= org.command().layers(); ++number)
      for (const position_id p : org.command().layer(number)) layer_[p] = number;
    observed_.resize(org.size(), 0);
    for (std::size_t a = 0; a < log.activities.names.size(); ++a)
      decides_.push_back(options.deciding.empty() ||
                         std::ranges::any_of(options.deciding, [&](const std::string& part) {
                           return log.activities.names[a].find(part) != std::string_view::npos;
                         }));
    if (options.before != nullptr) found_.shadow_steps = 0;
  }

  chart_comparison run() && {
    std::vector<std::vector<std::uint32_t>> cases(org_.matters().size());
    divide(cases);
    for (std::size_t m = 0; m < cases.size(); ++m)
      if (!cases[m].empty()) follow_matter(m, cases[m]);
    compare_traffic();
    return std::move(found_);
  }

 private:
  struct predicted_path {
    std::vector<position_id> steps{};
    position_id decider = no_position;
  };

  void divide(std::vector<std::vector<std::uint32_t>>& cases) {
    std::optional<std::size_t> all = options_.matter;
    if (!all && log_.matters.empty() && cases.size() == 1) all = 0;
    if (!all && log_.matters.empty())
      throw input_error("the log does not say of any case which matter it is, and the chart has " +
                        std::to_string(cases.size()) +
                        "; say which it is (--matter), or name the column in a mapping of the log");
    std::vector<std::optional<std::size_t>> known;
    for (std::size_t i = 0; i < log_.matters.names.size(); ++i)
      known.push_back(org_.find_matter(log_.matters.names[i]));
    for (std::uint32_t c = 0; c < log_.case_count(); ++c) {
      const std::uint32_t said = log_.matters[c];
      const auto which = all ? all : said == no_entry ? std::nullopt : known[said];
      if (which)
        cases[*which].push_back(c);
      else
        ++found_.unknown_matter;
    }
  }

  void follow_matter(std::size_t m, const std::vector<std::uint32_t>& cases) {
    follow_.turn_to(m);
    predicted_.clear();
    matter_against_chart of;
    of.matter = m;
    of.cases = cases.size();
    std::set<position_id> rights;
    for (const authority& a : org_.authorities())
      if (a.is_for(org_.matters()[m]))
        if (const auto holder = org_.find(a.position)) rights.insert(*holder);
    for (const position_id o : follow_.originators(m))
      if (const auto decider = follow_.decider(o)) rights.insert(*decider);
    std::map<position_id, std::size_t> deciders;
    for (const std::uint32_t c : cases) compare(c, of, deciders);
    for (const auto& [p, times] : deciders) {
      if (rights.contains(p))
        of.allowed += times;
      else
        of.without_right.emplace_back(p, times);
    }
    std::ranges::stable_sort(of.without_right, std::greater<>(),
                             [](const auto& w) { return w.second; });
    of.rights.assign(rights.begin(), rights.end());
    for (const position_id p : rights)
      if (!deciders.contains(p)) of.dead_rights.push_back(p);
    if (of.compared != 0) {
      const auto compared = static_cast<double>(of.compared);
      of.observed_hand_offs /= compared;
      of.predicted_hand_offs /= compared;
      of.fitness /= compared;
    }
    found_.matters.push_back(std::move(of));
  }

  const predicted_path& predict(position_id originator) {
    const auto [known, is_new] = predicted_.try_emplace(static_cast<std::uint32_t>(originator));
    if (!is_new) return known->second;
    predicted_path& path = known->second;
    for (const path_step& step : follow_.path(originator).steps) {
      if (step.after) continue;
      if (path.steps.empty() || path.steps.back() != step.position)
        path.steps.push_back(step.position);
      if (step.role == step_role::decider) path.decider = step.position;
    }
    return path;
  }

  void compare(std::uint32_t c, matter_against_chart& of,
               std::map<position_id, std::size_t>& deciders) {
    std::size_t by_somebody = 0;
    std::size_t known = 0;
    position_id decided_by = no_position;
    path_.clear();
    for (std::uint32_t e = log_.begin[c]; e < log_.begin[c + 1]; ++e) {
      if (mapped_.how[e] != mapping_of_event::nobody) ++by_somebody;
      if (mapped_.how[e] == mapping_of_event::mapped ||
          mapped_.how[e] == mapping_of_event::external)
        ++known;
      const position_id p = mapped_.position[e];
      if (p == no_position) continue;
      if (path_.empty() || path_.back() != p) path_.push_back(p);
      if (log_.activities[e] == no_entry ? options_.deciding.empty() : decides_[log_.activities[e]])
        decided_by = p;
    }
    if (path_.empty() || static_cast<double>(known) <
                             options_.least_mapped * static_cast<double>(by_somebody) - 1e-9) {
      ++of.unmapped;
      return;
    }
    const predicted_path& predicted = predict(path_.front());
    if (predicted.steps.empty()) {
      ++of.undecidable;
      return;
    }
    ++of.compared;
    const std::size_t common = common_steps(predicted.steps, path_, row_);
    of.skipped += predicted.steps.size() - common;
    of.inserted += path_.size() - common;
    of.fitness += 2 * static_cast<double>(common) /
                  static_cast<double>(predicted.steps.size() + path_.size());
    if (path_ == predicted.steps)
      ++of.exact;
    else
      ++(path_.size() < predicted.steps.size()   ? of.shorter
         : path_.size() > predicted.steps.size() ? of.longer
                                                 : of.other);
    of.observed_hand_offs += static_cast<double>(path_.size() - 1);
    of.predicted_hand_offs += static_cast<double>(predicted.steps.size() - 1);
    count_steps(of);
    if (decided_by == no_position) return;
    ++deciders[decided_by];
    const std::size_t here = layer_[decided_by];
    const std::size_t there = layer_[predicted.decider];
    ++(decided_by == predicted.decider ? of.decided_at
       : here < there                  ? of.decided_above
       : here > there                  ? of.decided_below
                                       : of.decided_beside);
  }

  [[nodiscard]] bool is_above(position_id a, position_id b) const {
    for (const position_id p : chain_of_command(org_, b))
      if (p == a) return true;
    return false;
  }

  void count_steps(matter_against_chart& of) {
    in_path_.clear();
    for (std::size_t i = 0; i < path_.size(); ++i) {
      const position_id p = path_[i];
      ++found_.steps;
      ++observed_[p];
      if (!in_path_.insert(static_cast<std::uint32_t>(p)).second) ++of.returned;
      if (i == 0) continue;
      const position_id from = path_[i - 1];
      ++(is_above(p, from)                 ? found_.up
         : is_above(from, p)               ? found_.down
         : org_.unit(p) == org_.unit(from) ? found_.sideways
                                           : found_.across);
      if (found_.shadow_steps && was_in_line(p, path_.front())) ++*found_.shadow_steps;
    }
  }

  /// Whether a position stood above an originator before, and does not now.
  bool was_in_line(position_id p, position_id originator) {
    const auto key =
        std::pair(static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(originator));
    const auto [known, is_new] = shadows_.try_emplace(key, false);
    if (!is_new) return known->second;
    const organisation& before = *options_.before;
    const auto then = before.find(org_.code(p));
    const auto origin = before.find(org_.code(originator));
    if (!then || !origin || is_above(p, originator)) return false;
    for (const position_id superior : chain_of_command(before, *origin))
      known->second = known->second || superior == *then;
    return known->second;
  }

  void compare_traffic() {
    const decision_report predicted = decisions(org_, options_.decisions);
    if (found_.steps == 0) return;
    std::vector<double> ours;
    std::vector<double> charts;
    double all = 0;
    for (position_id p{0}; p < org_.size(); ++p) all += predicted.traffic[p];
    for (position_id p{0}; p < org_.size(); ++p) {
      const double expected = all > 0 ? predicted.traffic[p] / all : 0;
      const double seen = static_cast<double>(observed_[p]) / static_cast<double>(found_.steps);
      if (!(expected > 0) && !(seen > 0)) continue;
      ours.push_back(seen);
      charts.push_back(expected);
      found_.gaps.push_back({p, seen, expected});
    }
    found_.traffic_correlation = rank_correlation(ours, charts);
    std::ranges::stable_sort(found_.gaps, std::greater<>(), [](const traffic_gap& g) {
      return std::abs(g.observed - g.predicted);
    });
    if (found_.gaps.size() > 10) found_.gaps.resize(10);
  }

  const event_log& log_;
  const mapped_log& mapped_;
  const organisation& org_;
  const against_chart_options& options_;
  matter_follower follow_;
  chart_comparison found_;
  std::vector<std::size_t> layer_;     // by position
  std::vector<std::size_t> observed_;  // steps, by position
  std::vector<bool> decides_;          // by activity
  std::unordered_map<std::uint32_t, predicted_path> predicted_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> shadows_;
  std::vector<position_id> path_;
  std::vector<std::size_t> row_;
  std::set<std::uint32_t> in_path_;
};

}  // namespace detail

chart_comparison path_against_chart(const event_log& log, const mapped_log& mapped,
                                    const organisation& org, const against_chart_options& options) {
  return detail::chart_walk(log, mapped, org, options).run();
}

matter_against_chart all_of(const std::vector<matter_against_chart>& matters) {
  matter_against_chart all;
  for (const matter_against_chart& m : matters) {
    for (auto member : {&matter_against_chart::cases, &matter_against_chart::unmapped,
                        &matter_against_chart::undecidable, &matter_against_chart::compared,
                        &matter_against_chart::exact, &matter_against_chart::shorter,
                        &matter_against_chart::longer, &matter_against_chart::other,
                        &matter_against_chart::skipped, &matter_against_chart::inserted,
                        &matter_against_chart::returned, &matter_against_chart::decided_at,
                        &matter_against_chart::decided_above, &matter_against_chart::decided_below,
                        &matter_against_chart::decided_beside, &matter_against_chart::allowed})
      all.*member += m.*member;
    for (auto mean : {&matter_against_chart::observed_hand_offs,
                      &matter_against_chart::predicted_hand_offs, &matter_against_chart::fitness})
      all.*mean += m.*mean * static_cast<double>(m.compared);
  }
  if (all.compared != 0)
    for (auto mean : {&matter_against_chart::observed_hand_offs,
                      &matter_against_chart::predicted_hand_offs, &matter_against_chart::fitness})
      all.*mean /= static_cast<double>(all.compared);
  return all;
}

}  // namespace pangkas
