// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Random organisations with all that schemes of delegation say.
#pragma once

#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"
#include "support/random_decision_cases.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/core/position.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::tests {

/// @brief Adds to random decisions what schemes say. Each construct is in some organisations only, so
/// that each is met alone and beside others.
class random_schemes {
 public:
  explicit random_schemes(std::uint64_t seed, std::size_t most_positions = 30)
      : decisions_(seed, most_positions) {}

  [[nodiscard]] decision_data next() { return with_schemes(decisions_.next()); }
  /// @brief The same of given positions.
  [[nodiscard]] decision_data next(const std::vector<position>& positions) {
    return with_schemes(decisions_.next(positions));
  }
  [[nodiscard]] std::string day() { return decisions_.day(); }
  dice& roll() { return decisions_.roll(); }

 private:
  decision_data with_schemes(decision_data data) {
    if (!data.matters.empty()) add_schemes(data);
    return data;
  }
  /// Percent of the places in which a construct of this organisation stands: often none.
  std::size_t often() { return roll().one_of(std::vector<std::size_t>{0, 0, 0, 20, 60}); }
  template <class T>
  const T& any(const std::vector<T>& of) {
    return roll().one_of(of);
  }
  std::string some_code(const decision_data& data) { return any(data.positions).code; }

  condition some(const decision_data& data) {
    condition when;
    switch (roll().below(7)) {
      case 0:
        when.units = {"Legal"};
        break;
      case 1:
        when.kinds = {position_kind::executing};
        break;
      case 2:
        when.subtrees = {some_code(data)};
        break;
      case 3:
        when.ranks = {any(std::vector<std::string>{"I", "II", "III", "Pengawas"})};
        break;
      case 4:
        when.codes = {some_code(data), some_code(data)};
        break;
      case 5:
        when.manager = roll().chance(60);
        break;
      default:
        break;
    }
    return when;
  }
  /// A post as often as all others together.
  holder some_holder(const decision_data& data) {
    switch (roll().below(12)) {
      case 0:
        return {holder_kind::superior, {}, {}, 1};
      case 1:
        return {holder_kind::superior, {}, {}, 1 + roll().below(3)};
      case 2:
        return {holder_kind::head_of_unit, {}, {}, 1};
      case 3:
        return {holder_kind::top, {}, {}, 1};
      case 4:
      case 5:
        return {holder_kind::class_of, {}, some(data), 1};
      default:
        return {holder_kind::post, some_code(data), {}, 1};
    }
  }
  std::string some_matter() {
    return any(std::vector<std::string>{"*", "leave", "budget", "letters", "spending"});
  }
  /// A period that holds on some of the days that are asked about.
  void throw_period(std::string& from, std::string& until) {
    if (roll().chance(50)) from = "2021-03-01";
    if (roll().chance(50)) until = "2021-06-30";
  }

  void add_schemes(decision_data& data) {
    const std::size_t dates = often();
    for (std::size_t share = often(), i = 0; i < 2 && roll().chance(share); ++i) {
      position& outside = data.positions.emplace_back();
      outside.code = "X" + std::to_string(i);
      outside.rank = any(std::vector<std::string>{"", "II.a", "Pelaksana"});
      outside.flags = {"external"};
      if (roll().chance(20)) outside.filled = 0;
    }
    for (reporting_line& l : data.lines) {
      if (roll().chance(dates)) throw_period(l.from, l.until);
      if (!l.matter.empty() && roll().chance(30)) l.matter = "spending";
    }
    add_bodies(data);
    add_chains(data);
    for (std::size_t share = often(); position & p : data.positions)
      if (roll().chance(share)) p.budget = any(std::vector<double>{20, 100, 400});
    change_matters(data);
    change_rights(data);
    add_steps(data);
  }

  /// Boards whose members sit elsewhere; some have no seats of their own.
  void add_bodies(decision_data& data) {
    const std::size_t share = often() / 6;
    const std::size_t dates = often();
    for (const position& body : data.positions) {
      if (!roll().chance(share)) continue;
      for (std::size_t i = 1 + roll().below(3); i > 0; --i) {
        reporting_line l{body.code, some_code(data), line_type::membership};
        if (roll().chance(dates)) throw_period(l.from, l.until);
        if (roll().chance(15)) l.matter = some_matter();
        if (l.superior != l.subordinate && l.matter != "*") data.lines.push_back(std::move(l));
      }
    }
  }
  /// Somebody who acts for an official that is absent too.
  void add_chains(decision_data& data) {
    const std::size_t share = often();
    for (std::size_t i = 0, end = data.lines.size(); i < end; ++i) {
      if (data.lines[i].type != line_type::acting || !roll().chance(share)) continue;
      const std::string official = data.lines[i].superior;
      for (position& p : data.positions)
        if (p.code == official && roll().chance(70)) p.filled = 0;
      const std::string other = some_code(data);
      if (other != official) data.lines.push_back({other, official, line_type::acting});
    }
  }

  void change_matters(decision_data& data) {
    static const std::vector<std::string> acts{"draft", "certify", "review", "concur", "approve"};
    const std::size_t often_[] = {often(), often(), often(), often(), often(), often(),
                                  often(), often(), often(), often(), often(), often()};
    for (matter& m : data.matters) {
      if (roll().chance(often_[0])) m.families = {"spending"};
      if (roll().chance(often_[1])) m.currency = any(std::vector<std::string>{"USD", "AUD"});
      if (roll().chance(often_[2])) m.measures = {{"days", 7}};
      if (roll().chance(often_[3])) m.own_first = true;
      if (roll().chance(often_[4])) m.until = some_holder(data);
      if (roll().chance(often_[5])) m.flags = {"personal"};
      if (roll().chance(often_[6])) m.beneficiary = some_holder(data);
      if (roll().chance(often_[7])) m.shared = volume_sharing::by_seats;
      if (roll().chance(often_[8])) m.limit_hours = static_cast<double>(5 * roll().below(9));
      if (roll().chance(often_[8])) m.apart = {any(acts), any(acts), any(acts)};
      if (roll().chance(often_[9]))
        m.bands = {{10, 10, 0.25, false},
                   {10, 80, 0.5, false},
                   {80, {}, 0.125, false},
                   {0, {}, 0.125, true}};
      if (roll().chance(often_[10])) m.fallback = some_holder(data);
      if (roll().chance(often_[11])) m.levels_up = static_cast<std::uint32_t>(1 + roll().below(4));
    }
  }

  void change_rights(decision_data& data) {
    const std::size_t often_[] = {often(), often(), often(), often(),
                                  often(), often(), often(), often()};
    // More of them, so that there are also rows for others and rows of classes.
    const std::vector<authority> plain = data.authorities;
    for (const authority& a : plain)
      if (roll().chance(often_[0])) data.authorities.push_back(a);
    for (authority& a : data.authorities) {
      if (roll().chance(25)) a.position = some_code(data);
      if (roll().chance(20)) a.matter = some_matter();
      if (roll().chance(often_[1])) {
        const holder who = some_holder(data);
        a.position = who.code;
        if (who.kind != holder_kind::post) a.whoever = who;
      }
      if (roll().chance(often_[2])) a.originators = some(data);
      if (roll().chance(often_[3])) {
        for (std::size_t i = 1 + roll().below(3); i > 0; --i)
          a.with.holders.push_back(some_holder(data));
        if (roll().chance(50))
          a.with.needed = static_cast<std::uint32_t>(1 + roll().below(a.with.holders.size()));
      }
      if (roll().chance(often_[4])) a.quorum = static_cast<std::uint32_t>(1 + roll().below(3));
      if (roll().chance(often_[4])) a.waiting_hours = static_cast<double>(roll().below(20));
      if (roll().chance(often_[5])) a.acting_limit = any(std::vector<double>{10, 50, 100});
      if (roll().chance(often_[6])) a.currency = any(std::vector<std::string>{"USD", "AUD"});
      if (roll().chance(often_[6])) a.limits = {{"days", any(std::vector<double>{5, 7, 30})}};
      if (roll().chance(often_[7])) a.budget_share = any(std::vector<double>{0.25, 1});
    }
    roll().shuffle(data.authorities);
  }

  void add_steps(decision_data& data) {
    const std::size_t share = often();
    for (std::size_t i = share == 0 ? 0 : roll().below(7); i > 0; --i) {
      matter_step s;
      s.matter = some_matter();
      s.act = static_cast<step_act>(roll().below(11));
      s.who = roll().chance(15) ? holder{holder_kind::line, {}, {}, 1} : some_holder(data);
      if (roll().chance(share)) s.originators = some(data);
      s.after = roll().chance(25);
      if (roll().chance(share)) s.together = any(std::vector<std::string>{"a", "b"});
      if (roll().chance(share / 2)) s.above = any(std::vector<double>{9, 10, 60});
      if (roll().chance(share / 3)) s.flag = "personal";
      if (roll().chance(share)) s.work_minutes = static_cast<double>(5 * roll().below(9));
      if (roll().chance(share)) s.waiting_hours = static_cast<double>(roll().below(9));
      data.steps.push_back(std::move(s));
    }
  }

  random_decisions decisions_;
};

}  // namespace pangkas::tests
