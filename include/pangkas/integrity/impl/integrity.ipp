// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/integrity/integrity.hpp>

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/impl/originators.hpp>
#include <pangkas/decisions/impl/scheme_paths.hpp>
#include <pangkas/decisions/matter_follower.hpp>
#include <pangkas/integrity/fewest_hands.hpp>
#include <pangkas/integrity/impl/duty_names.hpp>
#include <pangkas/integrity/impl/hands.hpp>
#include <pangkas/integrity/impl/separation.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

/// @brief Takes apart what integrity() finds.
class integrity_search {
 public:
  integrity_search(const organisation& org, const integrity_tables& tables,
                   const integrity_rules& rules, const integrity_options& options)
      : org_(org),
        tables_(tables),
        rules_(rules),
        options_(options),
        names_(rules),
        hands_(org, tables, options.decisions),
        related_(tables, rules),
        index_(rules, names_) {
    for (std::size_t i = 0; i < path_duties.size(); ++i) of_path_[i] = names_.enter(path_duties[i]);
    any_across_ = std::ranges::any_of(rules.separations, &separation_rule::across);
    number_rules();
    number_processes();
    number_duties();
  }

  integrity_report run() && {
    follow_paths();
    separate_hands();
    separate_units();
    if (options_.inherited) separate_superiors();
    if (!options_.only) {
      find_related_superiors();
      find_overstays();
    }
    find_audits();
    count_other_processes();
    hold_to_collusion_rules();
    look_for_circles();
    std::ranges::sort(report_.breaches, [](const breach& a, const breach& b) {
      const auto order = compare_breaches(a, b);
      return order != 0 ? order < 0 : a.rows < b.rows;
    });
    report_.duties = names_.texts();
    report_.is_day_known = !options_.decisions.on.empty();
    return std::move(report_);
  }

 private:
  /// A duty of a hand, or of all in a unit.
  struct item {
    std::uint32_t group = 0;
    std::uint32_t process = 0;  ///< 0: every one, else 1 more than its place in the tables
    std::uint32_t duty = 0;
    row_index row = 0;
    bool declared = true;

    friend auto operator<=>(const item&, const item&) = default;
  };
  /// A duty that a case needs beside its path, and who can do it.
  struct need {
    std::uint32_t duty = 0;
    std::vector<std::uint32_t> hands{};
  };
  struct taken_step {
    row_index row = 0;
    std::uint32_t duty = 0;
    bool stops = false;  ///< whoever takes it can stop the case
  };

  // --- Names ------------------------------------------------------------------------------------

  std::uint32_t number_rule(const rule_statement& rule, breach_severity level) {
    report_.rules.push_back({rule.id, rule.reason, rule.source, level});
    return static_cast<std::uint32_t>(report_.rules.size() - 1);
  }

  void number_rules() {
    const auto number = [this](const auto& list) {
      const auto first = static_cast<std::uint32_t>(report_.rules.size());
      for (const auto& r : list) number_rule(r.rule, r.level);
      return first;
    };
    first_separation_ = number(rules_.separations);
    first_four_eyes_ = number(rules_.four_eyes);
    first_relation_ = number(rules_.relations);
    first_sensitive_ = number(rules_.sensitive);
    first_audit_ = number(rules_.audits);
    first_collusion_ = number(rules_.collusions);
  }

  void number_processes() {
    std::unordered_map<std::string_view, std::uint32_t> known;
    for (const matter& m : org_.matters()) {
      known.emplace(m.code, static_cast<std::uint32_t>(report_.processes.size()));
      report_.processes.push_back(m.code);
    }
    std::unordered_set<std::string_view> families;
    for (const matter& m : org_.matters())
      for (const std::string& family : m.families) families.insert(family);
    for (std::uint32_t p = 0; p < tables_.processes.size(); ++p) {
      const std::string& name = tables_.processes[p];
      const auto [at, is_new] =
          known.emplace(name, static_cast<std::uint32_t>(report_.processes.size()));
      process_of_.push_back(at->second);
      is_apart_.push_back(is_new && !families.contains(name) ? 1 : 0);
      if (is_new) report_.processes.push_back(name);
      if (name == every_process) every_ = p;
    }
    for (std::uint32_t m = 0; m < org_.matters().size(); ++m) process_of_.push_back(m);
    of_matter_.resize(org_.matters().size());
    for (std::uint32_t p = 0; p < tables_.processes.size(); ++p)
      for (std::uint32_t m = 0; m < org_.matters().size(); ++m)
        if (p != every_ && (org_.matters()[m].is_of(tables_.processes[p]) ||
                            org_.matters()[m].code == tables_.processes[p]))
          of_matter_[m].push_back(p);
  }

  void number_duties() {
    const std::vector<std::string> known = names_.texts();
    duties_of_.resize(tables_.processes.size());
    for (std::uint32_t i = 0; i < tables_.duties.size(); ++i)
      duties_of_[tables_.duties[i].process].push_back(i);
    std::vector<std::string> unknown;
    for (const std::string& name : tables_.names) {
      const std::size_t before = names_.texts().size();
      duty_of_.push_back(names_.enter(name));
      if (names_.texts().size() > before) unknown.push_back(name);
    }
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < unknown.size() && i < most; ++i) {
      finding one;
      one.rule = "unknown-duty";
      one.level = severity::warning;
      one.column = "duty";
      one.detail =
          "no rule knows the duty " + in_quotes(unknown[i]) + did_you_mean(unknown[i], known);
      if (i + 1 == most && unknown.size() > most)
        one.detail += ", and so it is with " + std::to_string(unknown.size() - most) + " more";
      one.action = "it counts for the fewest hands alone";
      report_.findings.push_back(std::move(one));
    }
    for (const std::string& name : rules_.afterwards) add_once(afterwards_, names_.number(name));
    for (const audit_rule& a : rules_.audits) add_once(afterwards_, names_.number(a.duty));
  }

  [[nodiscard]] bool is_asked(std::string_view process) const {
    return !options_.only || process == *options_.only;
  }
  /// Whether a rule is for a process of the tables, or for a matter.
  [[nodiscard]] bool is_for(const std::vector<std::string>& processes,
                            std::uint32_t process) const {
    if (report_.processes[process] == every_process) return true;
    return is_listed(processes, [&](const std::string& name) {
      return name == report_.processes[process] ||
             (process < org_.matters().size() && org_.matters()[process].is_of(name));
    });
  }

  // --- Paths ------------------------------------------------------------------------------------

  void follow_paths() {
    if (org_.matters().empty()) return;
    matter_follower follow(org_, options_.decisions);
    originators_of raised = options_.raised_in != nullptr
                                ? originators_of(*options_.raised_in, org_)
                                : originators_of(org_);
    decided_.assign(tables_.holders.size() + org_.size(), 0.0);
    for (std::uint32_t place = 0; place < org_.matters().size(); ++place) {
      const matter& m = org_.matters()[place];
      if (!is_asked(m.code)) continue;
      follow.turn_to(place);
      prepare_needs(place);
      const std::vector<position_id>& originators = raised(m);
      const volume_shares shares(org_, m, originators);
      collusion figure;
      figure.process = place;
      for (const position_id o : originators) {
        const followed_path path = follow.path(o);
        if (!path.undecidable) take_path(place, o, path, shares.of(o), figure);
      }
      for (std::size_t n = 0; n < figure.distribution.volumes().size(); ++n)
        if (const double volume = figure.distribution.volumes()[n]; volume > 0)
          report_.distribution.add(n, volume);
      if (figure.most > 0) report_.colluding.push_back(std::move(figure));
    }
    for (std::uint32_t hand = 0; hand < decided_.size(); ++hand) {
      report_.decided += decided_[hand];
      if (decided_[hand] <= report_.most_decided) continue;
      report_.most_decided = decided_[hand];
      report_.most_deciding = hand;
    }
    const std::vector<double>& volumes = report_.distribution.volumes();
    report_.alone = volumes.size() > 1 ? volumes[1] : 0.0;
  }

  static bool is_beside(const path_step& step) {
    return step.role == step_role::role_step || step.role == step_role::coordination;
  }
  /// What a step is but the first, which drafts.
  [[nodiscard]] std::uint32_t duty_of(const path_step& step) {
    if (step.role == step_role::decider) return of_path_[3];
    if (step.act) return names_.enter(to_string(*step.act));
    if (is_beside(step)) return of_path_[2];
    return of_path_[step.role == step_role::concurrence ? 4 : 1];
  }

  void take_path(std::uint32_t place, position_id o, const followed_path& path, double volume,
                 collusion& figure) {
    const matter& m = org_.matters()[place];
    const bool decides_own = path.steps.front().role == step_role::decider;
    steps_.clear();
    if (!decides_own || !m.own_first) steps_.push_back({org_.row(o), of_path_[0], true});
    row_index decider = org_.row(o);
    for (const path_step& step : path.steps) {
      const row_index row = org_.row(step.position);
      if (step.role == step_role::drafter) continue;
      if (step.role == step_role::decider) decider = row;
      const bool stops = !is_beside(step) && !step.after && step.role != step_role::afterwards &&
                         (step.role == step_role::decider || !step.act || can_stop(*step.act));
      steps_.push_back({row, duty_of(step), stops});
    }
    decided_[first_hand(decider)] += volume;
    derive_duties(place);
    test_dynamically(place, o);
    count_eyes(place, o, decider);
    look_for_power(place, o, decider, path);
    count_hands(o, volume, figure);
  }

  [[nodiscard]] std::uint32_t first_hand(row_index row) const {
    const std::uint32_t hand = hands_.only(row);
    if (hand != no_row) return hand;
    std::vector<std::uint32_t> all;
    hands_.append_own(row, all);
    return all.front();
  }

  /// What a path gives to do counts beside declared duties of its process.
  void derive_duties(std::uint32_t place) {
    std::span<const std::uint32_t> processes = of_matter_[place];
    // Where there is none of its own it stands beside what is declared of every process.
    const auto own = static_cast<std::uint32_t>(tables_.processes.size() + place);
    if (processes.empty() && every_ != none_of_them) processes = {&own, 1};
    for (const taken_step& step : steps_)
      for (const std::uint32_t process : processes)
        if (seen_[step.duty].insert((std::uint64_t{step.row} << 32U) | process).second)
          derived_.push_back({0, process + 1, step.duty, step.row, false});
  }

  void test_dynamically(std::uint32_t place, position_id o) {
    if (rules_.separations.empty()) return;
    done_.clear();
    for (const taken_step& step : steps_) {
      own_.clear();
      hands_.append_own(step.row, own_);
      for (const std::uint32_t hand : own_) done_.emplace_back(hand, step.duty);
    }
    std::ranges::sort(done_);
    done_.erase(std::unique(done_.begin(), done_.end()), done_.end());
    for (std::size_t first = 0, last = 0; first < done_.size(); first = last) {
      duties_.clear();
      for (; last < done_.size() && done_[last].first == done_[first].first; ++last)
        duties_.push_back(done_[last].second);
      if (duties_.size() < 2) continue;
      const auto asked = [&](const separation_rule& r) {
        return r.dynamically && r.within == separation_unit::hand && is_for(r.processes, place);
      };
      index_.broken_by(duties_, asked, [&](std::uint32_t r) {
        breach found = begin_breach(breach_kind::dynamic_duties, first_separation_ + r, place);
        found.hand = done_[first].first;
        found.rows.push_back(org_.row(o));
        for (const taken_step& step : steps_) {
          if (!index_.has(r, step.duty)) continue;
          own_.clear();
          hands_.append_own(step.row, own_);
          if (std::ranges::find(own_, found.hand) == own_.end()) continue;
          if (step.row != found.rows.front()) add_once(found.rows, step.row);
          add_once(found.duties, step.duty);
        }
        report_.breaches.push_back(std::move(found));
      });
    }
  }

  void count_eyes(std::uint32_t place, position_id o, row_index decider) {
    const matter& m = org_.matters()[place];
    for (std::uint32_t f = 0; f < rules_.four_eyes.size(); ++f) {
      const four_eyes_rule& rule = rules_.four_eyes[f];
      const std::uint32_t needed = std::max(m.checks, rule.least);
      if (needed == 0) continue;
      // Of several holders of a post any may draft; one who is independent suffices to check.
      drafters_.clear();
      hands_.append_own(org_.row(o), drafters_);
      std::vector<row_index> posts{org_.row(o)};
      own_ = drafters_;
      const auto is_independent = [&](std::uint32_t hand) {
        const auto is_kin = [&](std::uint32_t drafter) { return related_.are(hand, drafter); };
        return (!rule.not_second_post || std::ranges::find(own_, hand) == own_.end()) &&
               (!rule.not_related || std::ranges::none_of(drafters_, is_kin));
      };
      for (const taken_step& step : steps_) {
        if (!step.stops || std::ranges::find(posts, step.row) != posts.end()) continue;
        if (rule.not_subordinate && is_below(org_.command(), org_.position_at(step.row), o))
          continue;
        able_.clear();
        hands_.append_own(step.row, able_);
        const auto hand = std::ranges::find_if(able_, is_independent);
        if (hand == able_.end()) continue;
        posts.push_back(step.row);
        own_.push_back(*hand);
      }
      if (posts.size() - 1 >= needed) continue;
      breach found = begin_breach(breach_kind::four_eyes, first_four_eyes_ + f, place);
      found.rows = {org_.row(o)};
      add_once(found.rows, decider);
      found.found = static_cast<std::uint32_t>(posts.size() - 1);
      found.needed = needed;
      report_.breaches.push_back(std::move(found));
    }
  }

  void look_for_power(std::uint32_t place, position_id o, row_index decider,
                      const followed_path& path) {
    if (!related_.any()) return;
    drafters_.clear();
    able_.clear();
    hands_.append_own(org_.row(o), drafters_);
    hands_.append_own(decider, able_);
    std::vector<std::uint32_t> rules;
    for (const std::uint32_t drafter : drafters_)
      for (const std::uint32_t deciding : able_)
        for (const std::uint32_t r : related_.rules(drafter, deciding)) add_once(rules, r);
    for (const std::uint32_t r : rules) {
      breach found = begin_breach(breach_kind::relation, first_relation_ + r, place);
      for (const path_step& step : path.steps) {
        add_once(found.rows, org_.row(step.position));
        if (step.role == step_role::decider) break;
      }
      std::ranges::reverse(found.rows);
      report_.breaches.push_back(std::move(found));
    }
  }

  // --- Fewest hands -----------------------------------------------------------------------------

  /// What some processes of the tables need, but what the path of a matter itself says.
  [[nodiscard]] std::vector<need> needs_of(std::vector<std::uint32_t> processes,
                                           std::string_view name, bool has_path) {
    if (every_ != none_of_them) add_once(processes, every_);
    std::map<std::uint32_t, std::vector<std::uint32_t>> hands;
    for (const std::uint32_t process : processes) {
      for (const std::uint32_t i : duties_of_[process]) {
        const assigned_duty& d = tables_.duties[i];
        const std::uint32_t duty = duty_of_[d.name];
        if (std::ranges::find(afterwards_, duty) != afterwards_.end()) continue;
        if (has_path && std::ranges::find(of_path_, duty) != of_path_.end()) continue;
        hands_.append(d.row, name, hands[duty]);
      }
    }
    std::vector<need> needs;
    for (auto& [duty, able] : hands) needs.push_back({duty, std::move(able)});
    return needs;
  }

  void prepare_needs(std::uint32_t place) {
    needs_.clear();
    does_.clear();
    known_rest_.clear();
    needs_ = needs_of(of_matter_[place], org_.matters()[place].code, true);
    if (needs_.size() > 64) return;
    for (std::size_t i = 0; i < needs_.size(); ++i)
      for (const std::uint32_t hand : needs_[i].hands) does_[hand] |= std::uint64_t{1} << i;
  }

  void count_hands(position_id o, double volume, collusion& figure) {
    own_.clear();
    bool is_plain = needs_.size() <= 64;
    for (const taken_step& step : steps_) {
      if (!step.stops) continue;
      const std::uint32_t hand = hands_.only(step.row);
      if (hand == no_row) is_plain = false;
      if (hand != no_row) add_once(own_, hand);
    }
    std::optional<fewest> found;
    if (is_plain) {
      // The hands of the path are fixed; what is left depends only on what they do beside it.
      std::uint64_t left = needs_.empty() ? 0 : ~std::uint64_t{0} >> (64 - needs_.size());
      for (const std::uint32_t hand : own_)
        if (const auto does = does_.find(hand); does != does_.end()) left &= ~does->second;
      auto& rest = known_rest_[left];
      if (!rest) {
        std::vector<std::vector<std::uint32_t>> needs;
        for (std::size_t i = 0; i < needs_.size(); ++i)
          if ((left >> i & 1U) != 0) needs.push_back(needs_[i].hands);
        rest = fewest_hands(std::move(needs), options_.steps);
      }
      found = rest;
      found->least += own_.size();
      found->most += own_.size();
      if (figure.most == 0 || found->most < figure.most)
        found->hands.insert(found->hands.end(), own_.begin(), own_.end());
    } else {
      std::vector<std::vector<std::uint32_t>> needs;
      for (const taken_step& step : steps_)
        if (step.stops) hands_.append_own(step.row, needs.emplace_back());
      for (const need& n : needs_) needs.push_back(n.hands);
      found = fewest_hands(std::move(needs), options_.steps);
    }
    figure.distribution.add(found->most, volume);
    figure.least = figure.most == 0 ? found->least : std::min(figure.least, found->least);
    if (figure.most != 0 && found->most >= figure.most) return;
    figure.most = found->most;
    figure.hands = std::move(found->hands);
    std::ranges::sort(figure.hands);
    figure.drafter = org_.row(o);
  }

  void count_other_processes() {
    for (std::uint32_t p = 0; p < tables_.processes.size(); ++p) {
      const bool is_lonely =
          p != every_ || (tables_.processes.size() == 1 && org_.matters().empty());
      if (is_apart_[p] == 0 || !is_lonely || !is_asked(tables_.processes[p])) continue;
      std::vector<std::vector<std::uint32_t>> needs;
      for (need& n : needs_of({p}, tables_.processes[p], false))
        needs.push_back(std::move(n.hands));
      const auto found = fewest_hands(std::move(needs), options_.steps);
      if (found->most == 0) continue;  // nothing waits for what is done
      report_.colluding.push_back(
          {process_of_[p], found->least, found->most, found->hands, no_row, {}});
    }
  }

  void hold_to_collusion_rules() {
    for (const collusion& figure : report_.colluding)
      for (std::uint32_t c = 0; c < rules_.collusions.size(); ++c) {
        const collusion_rule& rule = rules_.collusions[c];
        if (figure.most >= rule.least || !is_for(rule.processes, figure.process)) continue;
        breach found = begin_breach(breach_kind::collusion, first_collusion_ + c, figure.process);
        for (const std::uint32_t hand : figure.hands) found.rows.push_back(post_of(hand));
        found.found = static_cast<std::uint32_t>(figure.most);
        found.needed = rule.least;
        report_.breaches.push_back(std::move(found));
      }
  }

  [[nodiscard]] row_index post_of(std::uint32_t hand) {
    if (!tables_.holder_of(hand)) return tables_.row_of(hand);
    if (first_post_.empty()) {
      first_post_.assign(tables_.holders.size(), no_row);
      for (const held_post& post : tables_.held)
        first_post_[post.holder] = std::min(first_post_[post.holder], post.row);
    }
    return first_post_[hand];
  }

  // --- Separation -------------------------------------------------------------------------------

  [[nodiscard]] static breach begin_breach(breach_kind kind, std::uint32_t rule,
                                           std::uint32_t process) {
    breach found;
    found.kind = kind;
    found.rule = rule;
    found.process = process;
    return found;
  }

  /// Declared duties and those of paths, each of no group yet.
  template <class Visit>
  void for_each_item(const Visit& visit) const {
    for (const assigned_duty& d : tables_.duties) {
      if (d.process != every_ && !is_asked_of(d.process)) continue;
      visit(item{0, d.process == every_ ? 0 : d.process + 1, duty_of_[d.name], d.row, true});
    }
    for (const item& each : derived_) visit(each);
  }
  /// Whether a process of the tables is asked: by itself, or as that of a matter.
  [[nodiscard]] bool is_asked_of(std::uint32_t process) const {
    if (!options_.only || is_asked(tables_.processes[process])) return true;
    const auto asked = org_.find_matter(*options_.only);
    return asked && org_.matters()[*asked].is_of(tables_.processes[process]);
  }

  void separate_hands() {
    std::vector<item> items;
    items.reserve(tables_.duties.size() + derived_.size());
    for_each_item([&](item each) {
      own_.clear();
      if (each.declared)
        hands_.append(each.row,
                      each.process == 0 ? every_process
                                        : std::string_view(tables_.processes[each.process - 1]),
                      own_);
      else
        hands_.append_own(each.row, own_);
      for (const std::uint32_t hand : own_) {
        each.group = hand;
        items.push_back(each);
      }
    });
    separate(std::move(items), separation_unit::hand);
  }

  void separate_units() {
    if (std::ranges::none_of(rules_.separations, [](const separation_rule& r) {
          return r.within == separation_unit::unit;
        }))
      return;
    std::vector<item> items;
    const dictionary_column& units = *org_.table().units;
    for_each_item([&](item each) {
      if (units[each.row].empty()) return;
      each.group = units.entry(each.row);
      items.push_back(each);
    });
    separate(std::move(items), separation_unit::unit);
  }

  void separate(std::vector<item> items, separation_unit within) {
    std::ranges::sort(items);
    for (std::size_t first = 0, last = 0; first < items.size(); first = last) {
      while (last < items.size() && items[last].group == items[first].group) ++last;
      const std::span<const item> all(items.data() + first, last - first);
      std::size_t every = 0;
      while (every < all.size() && all[every].process == 0) ++every;
      test(all.first(every), {}, within, none_of_them);
      for (std::size_t from = every, to = from; from < all.size(); from = to) {
        while (to < all.size() && all[to].process == all[from].process) ++to;
        test(all.subspan(from, to - from), all.first(every), within, all[from].process - 1);
      }
      test_across(all, within);
    }
  }

  /// @param here   Duties in one process; none of the tables: in every one.
  /// @param every  Those of the same hand in every process.
  void test(std::span<const item> here, std::span<const item> every, separation_unit within,
            std::uint32_t process) {
    if (here.size() + every.size() < 2) return;
    const std::uint32_t of_rule = process_of_[process == none_of_them ? every_ : process];
    const auto asked = [&](const separation_rule& r) {
      return r.statically && !r.across && r.within == within && is_for(r.processes, of_rule);
    };
    collect(here, every);
    if (duties_.size() < 2) return;
    index_.broken_by(duties_, asked, [&](std::uint32_t r) {
      // What duties in every process break by themselves is told once.
      if (count_of(every, r) >= rules_.separations[r].n) return;
      add_static(r, of_rule, here, every, within);
    });
  }

  void test_across(std::span<const item> all, separation_unit within) {
    if (!any_across_) return;
    collect(all, {});
    index_.broken_by(
        duties_,
        [&](const separation_rule& r) { return r.statically && r.across && r.within == within; },
        [&](std::uint32_t r) { add_static(r, none_of_them, all, {}, within); });
  }

  void collect(std::span<const item> here, std::span<const item> every) {
    duties_.clear();
    for (const auto part : {here, every})
      for (const item& each : part) duties_.push_back(each.duty);
    std::ranges::sort(duties_);
    duties_.erase(std::unique(duties_.begin(), duties_.end()), duties_.end());
  }

  [[nodiscard]] std::size_t count_of(std::span<const item> items, std::uint32_t rule) const {
    std::vector<std::uint32_t> duties;
    for (const item& each : items)
      if (index_.has(rule, each.duty)) add_once(duties, each.duty);
    return duties.size();
  }

  void add_static(std::uint32_t r, std::uint32_t process, std::span<const item> here,
                  std::span<const item> every, separation_unit within) {
    breach found = begin_breach(breach_kind::static_duties, first_separation_ + r, process);
    bool any_declared = false;
    for (const auto part : {here, every})
      for (const item& each : part) {
        if (!index_.has(r, each.duty)) continue;
        any_declared = any_declared || each.declared;
        add_once(found.rows, each.row);
        add_once(found.duties, each.duty);
        (within == separation_unit::hand ? found.hand : found.unit) = each.group;
      }
    // What paths alone bring together is asked case by case.
    if (!any_declared) return;
    std::ranges::sort(found.rows);
    report_.breaches.push_back(std::move(found));
  }

  [[nodiscard]] std::map<std::uint32_t, std::vector<item>> items_by_process() const {
    std::map<std::uint32_t, std::vector<item>> processes;
    for_each_item([&](const item& each) { processes[each.process].push_back(each); });
    return processes;
  }

  /// Where, going up, the duties of a rule first come together under one superior.
  void separate_superiors() {
    std::map<std::uint32_t, std::vector<item>> processes = items_by_process();
    const std::vector<item> every = processes.contains(0) ? processes[0] : std::vector<item>{};
    for (auto& [process, items] : processes) {
      if (process != 0) items.insert(items.end(), every.begin(), every.end());
      const std::uint32_t place = process_of_[process == 0 ? every_ : process - 1];
      for (std::uint32_t r = 0; r < rules_.separations.size(); ++r) {
        const separation_rule& rule = rules_.separations[r];
        if (rule.statically && !rule.across && rule.within == separation_unit::hand &&
            is_for(rule.processes, place))
          join_upwards(items, r, place);
      }
    }
  }

  void join_upwards(const std::vector<item>& items, std::uint32_t r, std::uint32_t process) {
    struct below {
      std::vector<std::uint32_t> duties{};
      std::vector<row_index> rows{};
      bool declared = false;
    };
    // A superior has the lower number, so that the last is always below all others.
    std::map<position_id, below, std::greater<>> open;
    for (const item& each : items) {
      if (!index_.has(r, each.duty)) continue;
      below& at = open[org_.position_at(each.row)];
      add_once(at.duties, each.duty);
      add_once(at.rows, each.row);
      at.declared = at.declared || each.declared;
    }
    while (!open.empty()) {
      const position_id p = open.begin()->first;
      const below here = std::move(open.begin()->second);
      open.erase(open.begin());
      if (here.duties.size() >= rules_.separations[r].n) {
        // Of the position itself it is told without inheritance.
        if (here.rows == std::vector<row_index>{org_.row(p)} || !here.declared) continue;
        breach found = begin_breach(breach_kind::static_duties, first_separation_ + r, process);
        found.inherited = true;
        found.rows = {org_.row(p)};
        for (const row_index row : here.rows) add_once(found.rows, row);
        std::sort(found.rows.begin() + 1, found.rows.end());
        found.duties = here.duties;
        report_.breaches.push_back(std::move(found));
        continue;
      }
      const auto superior = org_.command().superior(p);
      if (!superior) continue;
      below& above = open[*superior];
      for (const std::uint32_t duty : here.duties) add_once(above.duties, duty);
      for (const row_index row : here.rows) add_once(above.rows, row);
      above.declared = above.declared || here.declared;
    }
  }

  // --- Relations, time, audit -------------------------------------------------------------------

  void find_related_superiors() {
    if (!related_.any()) return;
    std::unordered_map<std::uint32_t, std::vector<row_index>> posts;
    for (const auto& [pair, rules] : related_.all()) posts[pair.first], posts[pair.second];
    for (const held_post& post : tables_.held)
      if (const auto at = posts.find(post.holder); at != posts.end())
        add_once(at->second, post.row);
    hands_.for_each_acting([&](row_index lower, row_index upper) {
      own_.clear();
      hands_.append_own(upper, own_);
      for (const std::uint32_t hand : own_)
        if (const auto at = posts.find(hand); at != posts.end()) add_once(at->second, lower);
    });
    for (const auto& [pair, rules] : related_.all())
      for (const auto& [upper, lower] :
           {std::pair(pair.first, pair.second), std::pair(pair.second, pair.first)})
        for (const row_index below : posts[lower])
          for (const row_index above : posts[upper]) add_power(above, below, rules);
  }

  void add_power(row_index above, row_index below, const std::vector<std::uint32_t>& rules) {
    const position_id top = org_.position_at(above);
    std::vector<row_index> way{below};
    for (const position_id p : chain_of_command(org_, org_.position_at(below))) {
      way.push_back(org_.row(p));
      if (p != top) continue;
      std::ranges::reverse(way);
      for (const std::uint32_t r : rules) {
        breach found = begin_breach(breach_kind::relation, first_relation_ + r, none_of_them);
        found.rows = way;
        report_.breaches.push_back(std::move(found));
      }
      return;
    }
  }

  void find_overstays() {
    const std::string& day = options_.decisions.on;
    if (day.empty()) return;
    for (std::uint32_t s = 0; s < rules_.sensitive.size(); ++s) {
      const sensitive_rule& rule = rules_.sensitive[s];
      const condition_matcher meets(org_, rule.when);
      for (const held_post& post : tables_.held) {
        if (post.since.empty() || !meets(org_.position_at(post.row))) continue;
        const int year = std::stoi(post.since.substr(0, 4)) + static_cast<int>(rule.years);
        if (year > 9999) continue;
        const std::string last = std::to_string(10'000 + year).substr(1) + post.since.substr(4);
        if (last >= day) continue;
        breach found = begin_breach(breach_kind::overstay, first_sensitive_ + s, none_of_them);
        found.rows = {post.row};
        found.hand = post.holder;
        found.needed = rule.years;
        report_.breaches.push_back(std::move(found));
      }
    }
  }

  void find_audits() {
    if (rules_.audits.empty()) return;
    std::map<std::uint32_t, std::vector<item>> processes = items_by_process();
    const std::vector<item> every = processes.contains(0) ? processes[0] : std::vector<item>{};
    for (std::uint32_t a = 0; a < rules_.audits.size(); ++a) {
      const std::uint32_t audit = names_.number(rules_.audits[a].duty);
      for (auto& [process, items] : processes) {
        std::unordered_set<row_index> audited;
        std::vector<row_index> auditors;
        const auto take = [&](const item& each) {
          if (each.duty == audit)
            auditors.push_back(each.row);
          else
            audited.insert(each.row);
        };
        std::ranges::for_each(items, take);
        if (process != 0) std::ranges::for_each(every, take);
        std::ranges::sort(auditors);
        auditors.erase(std::unique(auditors.begin(), auditors.end()), auditors.end());
        for (const row_index auditor : auditors)
          climb_audit(auditor, audited, first_audit_ + a,
                      process_of_[process == 0 ? every_ : process - 1]);
      }
    }
  }

  void climb_audit(row_index auditor, const std::unordered_set<row_index>& audited,
                   std::uint32_t rule, std::uint32_t process) {
    std::vector<row_index> way{auditor};
    for (const position_id p : chain_of_command(org_, org_.position_at(auditor))) {
      if (!org_.command().superior(p)) return;  // everything is below the top
      way.push_back(org_.row(p));
      if (!audited.contains(org_.row(p))) continue;
      breach found = begin_breach(breach_kind::audit, rule, process);
      found.rows.assign(way.rbegin(), way.rend());
      report_.breaches.push_back(std::move(found));
    }
  }

  void look_for_circles() {
    const std::vector<row_index> circle = hands_.circle();
    if (circle.empty()) return;
    finding found;
    found.rule = "acting-circle";
    found.position = org_.code(org_.position_at(circle.front()));
    std::string codes;
    for (const row_index row : circle)
      codes += (codes.empty() ? "" : ", ") + in_quotes(org_.code(org_.position_at(row)));
    found.detail = "posts act for each other in a circle: " + codes;
    found.action = "each keeps its own duties and takes those that the lines lead to";
    report_.findings.push_back(std::move(found));
  }

  const organisation& org_;
  const integrity_tables& tables_;
  const integrity_rules& rules_;
  const integrity_options& options_;
  duty_names names_;
  hands_of_posts hands_;
  related_hands related_;
  separation_index index_;
  integrity_report report_;

  bool any_across_ = false;
  std::array<std::uint32_t, path_duties.size()> of_path_{};
  std::uint32_t first_separation_ = 0;
  std::uint32_t first_four_eyes_ = 0;
  std::uint32_t first_relation_ = 0;
  std::uint32_t first_sensitive_ = 0;
  std::uint32_t first_audit_ = 0;
  std::uint32_t first_collusion_ = 0;
  /// By process of the tables, then by matter: its place in the report.
  std::vector<std::uint32_t> process_of_;
  std::vector<std::uint8_t> is_apart_;                 ///< by process of the tables: of no matter
  std::uint32_t every_ = none_of_them;                 ///< "*" among the processes of the tables
  std::vector<std::vector<std::uint32_t>> of_matter_;  ///< processes of the tables, by matter
  std::vector<std::uint32_t> duty_of_;                 ///< by name in the tables
  std::vector<std::uint32_t> afterwards_;
  std::vector<std::vector<std::uint32_t>> duties_of_;  ///< by process of the tables
  std::vector<row_index> first_post_;                  ///< by holder, once it is asked for
  std::vector<double> decided_;                        ///< by hand
  std::vector<item> derived_;
  std::unordered_map<std::uint32_t, std::unordered_set<std::uint64_t>> seen_;  ///< by duty

  // Of one matter.
  std::vector<need> needs_;
  std::unordered_map<std::uint32_t, std::uint64_t> does_;  ///< by hand, a bit a need
  std::unordered_map<std::uint64_t, std::optional<fewest>> known_rest_;
  // Of one path or hand; they keep their room.
  std::vector<taken_step> steps_;
  std::vector<std::uint32_t> own_;
  std::vector<std::uint32_t> drafters_;
  std::vector<std::uint32_t> able_;
  std::vector<std::uint32_t> duties_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> done_;
};

}  // namespace detail

std::strong_ordering compare_breaches(const breach& a, const breach& b) {
  const auto key = [](const breach& x) {
    const bool by_hand = x.kind == breach_kind::static_duties && !x.inherited;
    const bool by_first = !by_hand && x.kind != breach_kind::collusion && !x.rows.empty();
    const bool by_last = x.kind == breach_kind::relation || x.kind == breach_kind::audit;
    return std::tuple(x.kind, x.inherited, x.rule, x.process, x.hand, x.unit,
                      by_first ? x.rows.front() : no_row, by_last ? x.rows.back() : no_row);
  };
  return key(a) <=> key(b);
}

integrity_report integrity(const organisation& org, const integrity_tables& tables,
                           const integrity_rules& rules, const integrity_options& options) {
  validate(rules);
  return detail::integrity_search(org, tables, rules, options).run();
}

}  // namespace pangkas
