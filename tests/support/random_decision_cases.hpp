// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Random small organisations with vacancies, lines of all types, matters and authorities.
#pragma once

#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/position.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::tests {

/// @brief Makes decisions for given or random positions. Every branch of the rules is likely: short
/// chains with vacancies in them, officials who are absent themselves, two posts in one hand.
class random_decisions {
 public:
  explicit random_decisions(std::uint64_t seed, std::size_t most_positions = 12)
      : roll_(seed), most_(most_positions) {}

  /// @brief A whole organisation of 1 to so many positions.
  [[nodiscard]] decision_data next() { return next(positions()); }

  /// @brief Decisions for positions that are there; who is absent is thrown anew.
  [[nodiscard]] decision_data next(std::vector<position> positions) {
    decision_data data;
    data.positions = std::move(positions);
    absent_ = roll_.one_of(std::vector<std::size_t>{0, 10, 35});
    for (position& p : data.positions) throw_holder(p);
    add_lines(data);
    if (!roll_.chance(4)) add_matters(data);
    add_authorities(data);
    return data;
  }

  /// @brief A day of 2021, or none.
  [[nodiscard]] std::string day() {
    return roll_.one_of(
        std::vector<std::string>{"", "", "2021-02-28", "2021-06-30", "2021-07-01", "2021-12-31"});
  }

  dice& roll() { return roll_; }

 private:
  static std::string code_of(std::size_t i) { return "P" + std::to_string(i); }

  std::vector<position> positions() {
    static const std::vector<std::string> ranks{
        "I.a", "Eselon II/a", "III.a", "iv a", "Pelaksana", "", "not in the scheme"};
    static const std::vector<std::string> units{"", "Finance", "Legal"};
    static const std::vector<double> seats{0.5, 1, 2, 12.5};
    std::vector<position> made;
    const std::size_t size = 1 + roll_.below(most_);
    const std::size_t reach = roll_.one_of(std::vector<std::size_t>{1, 2, 3, most_});
    const bool dirty = roll_.chance(25);
    for (std::size_t i = 0; i < size; ++i) {
      position p = post(code_of(i));
      if (i > 0 && !roll_.chance(6))
        p.reports_to = code_of(i - 1 - roll_.below(std::min(i, reach)));
      if (dirty && roll_.chance(8)) p.reports_to = "gone";
      if (dirty && roll_.chance(4)) p.reports_to = p.code;
      if (dirty && roll_.chance(8)) p.reports_to = code_of(roll_.below(size));
      p.rank = roll_.one_of(ranks);
      if (roll_.chance(20)) p.kind = static_cast<position_kind>(roll_.below(3));
      p.unit = roll_.one_of(units);
      if (roll_.chance(50)) p.seats = roll_.one_of(seats);
      made.push_back(std::move(p));
    }
    roll_.shuffle(made);
    return made;
  }

  void throw_holder(position& p) {
    p.filled.reset();
    if (roll_.chance(50)) p.filled = 1;
    if (roll_.chance(absent_)) p.filled = 0;
    if (roll_.chance(absent_ / 2)) p.flags.emplace_back("absent");
  }

  const position& any_of(const std::vector<position>& of) { return of[roll_.below(of.size())]; }

  void add_lines(decision_data& data) {
    const auto& all = data.positions;
    if (all.size() < 2) return;
    const auto draw = [&](std::string superior, std::string subordinate, line_type type) {
      if (superior == subordinate) return;
      reporting_line l{std::move(superior), std::move(subordinate), type, {}, {}};
      if (roll_.chance(20)) l.matter = roll_.one_of(codes());
      if (roll_.chance(20)) l.role = "koordinator";
      data.lines.push_back(std::move(l));
    };
    const std::size_t often = roll_.one_of(std::vector<std::size_t>{0, 30, 70});
    // In large organisations perhaps so many that dozens are above one post.
    const std::size_t times = most_ > 12 && roll_.chance(50) ? 4 : 1;
    for (const position& p : all) {
      for (std::size_t i = 1; i < times; ++i) draw(any_of(all).code, p.code, line_type::assignment);
      if (roll_.chance(often))
        draw(any_of(all).code, p.code, static_cast<line_type>(1 + roll_.below(4)));
      if (roll_.chance(often / 3))
        draw(any_of(all).code, p.code, static_cast<line_type>(1 + roll_.below(3)));
      // Officials of posts without holder: anybody, the superior, or a subordinate.
      const bool vacant = p.filled == 0.0 || !p.flags.empty();
      if (!vacant || !roll_.chance(65)) continue;
      draw(any_of(all).code, p.code, line_type::acting);
      if (roll_.chance(40) && !p.reports_to.empty())
        for (const position& other : all)
          if (other.code == p.reports_to) draw(other.code, p.code, line_type::acting);
      if (roll_.chance(50))
        for (const position& other : all)
          if (other.reports_to == p.code && roll_.chance(60))
            draw(other.code, p.code, line_type::acting);
    }
    roll_.shuffle(data.lines);
  }

  static const std::vector<std::string>& codes() {
    static const std::vector<std::string> all{"leave", "budget", "letters"};
    return all;
  }

  condition originators(const std::vector<position>& all) {
    condition when;
    switch (roll_.below(9)) {
      case 0:
        when.codes = {any_of(all).code, any_of(all).code};
        break;
      case 1:
        when.kinds = {position_kind::executing, position_kind::functional};
        break;
      case 2:
        when.units = {"Legal"};
        break;
      case 3:
        when.subtrees = {any_of(all).code};
        break;
      case 4:
        break;  // everybody
      case 5:
        when.ranks = {"III"};
        if (roll_.chance(50)) when.manager = true;
        break;
      default:
        when = non_managing_positions();
    }
    return when;
  }

  void add_matters(decision_data& data) {
    static const std::vector<double> volumes{0, 1, 7, 10, 12.5, 1000};
    static const std::vector<double> amounts{10, 50, 100};
    static const std::vector<double> chances{0, 0.25, 0.5, 0.9, 1};
    const std::size_t count = 1 + roll_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      matter m;
      m.code = codes()[i];
      m.originators = originators(data.positions);
      if (roll_.chance(50)) m.volume = roll_.one_of(volumes);
      if (roll_.chance(50)) m.amount = roll_.one_of(amounts);
      m.strategic = roll_.chance(25);
      if (roll_.chance(50)) m.checks = static_cast<std::uint32_t>(roll_.below(4));
      if (roll_.chance(50)) m.initials = static_cast<std::uint32_t>(roll_.below(4));
      if (roll_.chance(50)) m.work_minutes = static_cast<double>(5 * roll_.below(13));
      if (roll_.chance(50)) m.waiting_hours = static_cast<double>(roll_.below(9));
      if (roll_.chance(30)) m.clerical_steps = {"registry"};
      if (roll_.chance(10)) m.clerical_steps.emplace_back("printing");
      if (roll_.chance(20)) m.channel = matter_channel::digital;
      if (roll_.chance(30)) m.not_same_position = {roll_.one_of(codes())};
      if (roll_.chance(30)) m.not_same_unit = {roll_.one_of(codes())};
      if (roll_.chance(30)) m.pass_good = roll_.one_of(chances);
      if (roll_.chance(30)) m.pass_bad = roll_.one_of(chances);
      if (roll_.chance(30)) m.approvals = static_cast<std::uint32_t>(1 + roll_.below(3));
      data.matters.push_back(std::move(m));
    }
  }

  authority right(const std::vector<position>& all) {
    static const std::vector<double> limits{5, 10, 50, 99.99, 100};
    static const std::vector<std::string> starts{"", "", "2021-03-01", "2021-07-01"};
    static const std::vector<std::string> ends{"", "", "2021-06-30", "2021-12-30"};
    authority a;
    a.matter = roll_.chance(25) ? "*" : roll_.one_of(codes());
    if (roll_.chance(60)) a.limit = roll_.one_of(limits);
    a.source = static_cast<authority_source>(roll_.below(3));
    if (a.source != authority_source::attribution && roll_.chance(50)) a.giver = any_of(all).code;
    if (roll_.chance(30)) a.from = roll_.one_of(starts);
    if (roll_.chance(30)) a.until = roll_.one_of(ends);
    if (roll_.chance(25)) a.acting = static_cast<acting_capacity>(roll_.below(2));
    return a;
  }

  void add_authorities(decision_data& data) {
    const auto& all = data.positions;
    for (std::size_t i = roll_.below(7); i > 0; --i) {
      authority a = right(all);
      // Mostly somebody who has others below.
      for (int tries = 0; tries < 3; ++tries) {
        a.position = any_of(all).code;
        const bool leads =
            std::ranges::any_of(all, [&](const position& p) { return p.reports_to == a.position; });
        if (leads) break;
      }
      data.authorities.push_back(std::move(a));
    }
    // Often the tops may decide everything, so that many paths are long.
    if (roll_.chance(50))
      for (const position& p : all)
        if (p.reports_to.empty()) {
          authority a;
          a.position = p.code;
          a.matter = "*";
          data.authorities.push_back(std::move(a));
        }
    // Officials that hold as Plh or Plt what the post itself may lack.
    for (const reporting_line& l : data.lines)
      if (l.type == line_type::acting && roll_.chance(35)) {
        authority a = right(all);
        a.position = l.superior;
        a.acting = static_cast<acting_capacity>(roll_.below(2));
        data.authorities.push_back(std::move(a));
      }
    if (roll_.chance(20)) {
      condition holders;
      holders.manager = true;
      data.authorities_by_selector.emplace_back(std::move(holders), right(all));
    }
  }

  dice roll_;
  std::size_t most_;
  std::size_t absent_ = 0;
};

}  // namespace pangkas::tests
