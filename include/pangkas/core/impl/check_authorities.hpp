// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Authorities beside each other: rows that repeat or contradict one another, rights that
/// rest on nobody, limits that reach nothing. A part of organisation_builder.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/matter.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Takes up a finding: rule, severity, place, column, position, detail, action.
using report_finding = std::function<void(std::string_view, severity, origin, std::string_view,
                                          std::string_view, std::string, std::string)>;

/// @brief Where something was given, for a sentence: " (row 3 of lines.csv)", or nothing.
using describe_origin = std::function<std::string(origin)>;

/// @brief An authority of one position, with its place in the data.
struct given_right {
  authority each{};
  origin from{};
  bool native = false;  ///< it comes from the native form, which loses nothing
};

/// @brief The checks, one after the other.
class authority_checks {
 public:
  authority_checks(std::vector<given_right>& rights, const std::vector<matter>& matters,
                   const report_finding& report, const describe_origin& place)
      : rights_(rights), matters_(matters), report_(report), place_(place) {}

  void run() {
    compare_rows();
    leave_out_unfounded();
    warn_of_low_limits();
  }

 private:
  static bool same_right(const authority& a, const authority& b) {
    return std::tie(a.limit, a.legal_source) == std::tie(b.limit, b.legal_source);
  }
  static bool overlap(const authority& a, const authority& b) {
    const auto ends_before = [](const authority& x, const authority& y) {
      return !x.until.empty() && !y.from.empty() && x.until < y.from;
    };
    return !ends_before(a, b) && !ends_before(b, a);
  }

  /// Two rows of tables on one right of one position at one time. What a simplification re-issues
  /// may fall to somebody who has the like already, so that the native form may hold both.
  void compare_rows() {
    const auto key = [&](std::size_t i) {
      const authority& a = rights_[i].each;
      return std::tie(a.position, a.matter, a.source, a.giver, a.acting);
    };
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < rights_.size(); ++i) order.push_back(i);
    std::ranges::stable_sort(order, [&](std::size_t i, std::size_t j) { return key(i) < key(j); });
    std::vector<std::size_t> repeated;
    std::vector<std::size_t> before;                        // of one key
    std::vector<std::pair<std::size_t, std::size_t>> seen;  // a row and one before it
    for (std::size_t n = 0; n < order.size(); ++n) {
      const std::size_t i = order[n];
      if (n == 0 || key(order[n - 1]) != key(i)) before.clear();
      if (rights_[i].native) {
        before.push_back(i);
        continue;
      }
      const authority& a = rights_[i].each;
      const auto same =
          std::ranges::find_if(before, [&](std::size_t k) { return rights_[k].each == a; });
      const auto other = std::ranges::find_if(before, [&](std::size_t k) {
        return overlap(rights_[k].each, a) && !same_right(rights_[k].each, a);
      });
      if (same != before.end())
        seen.emplace_back(i, *same);
      else if (other != before.end())
        seen.emplace_back(i, *other);
      if (same == before.end()) before.push_back(i);
    }
    std::ranges::sort(seen);
    for (const auto& [i, first] : seen) {
      const given_right& row = rights_[i];
      const bool same = row.each == rights_[first].each;
      if (same) repeated.push_back(i);
      report_(same ? "repeated-row" : "contradicting-rows",
              same ? severity::warning : severity::error, row.from, "position", row.each.position,
              "the " + std::string(to_string(row.each.source)) + " of " +
                  in_quotes(row.each.matter) + " to " + in_quotes(row.each.position) +
                  " was given before" + place_(rights_[first].from) +
                  (same ? "" : " with another limit or legal source"),
              same ? "counted once"
                   : "both were kept, so that the larger limit counts; leave the wrong one out");
    }
    drop(repeated);
  }

  void drop(const std::vector<std::size_t>& places) {
    if (places.empty()) return;
    std::size_t kept = 0;
    auto next = places.begin();
    for (std::size_t i = 0; i < rights_.size(); ++i) {
      if (next != places.end() && *next == i) {
        ++next;
        continue;
      }
      if (kept != i) rights_[kept] = std::move(rights_[i]);
      ++kept;
    }
    rights_.resize(kept);
  }

  /// A right that was passed on must begin with somebody who has it of their own.
  void leave_out_unfounded() {
    using node = std::pair<std::string_view, std::string_view>;  // holder and matter
    std::map<node, std::vector<std::size_t>> passed_on;          // by giver
    std::map<node, bool> founded;                                // every holder
    for (const auto& [a, from, native] : rights_) founded[{a.position, a.matter}];
    const auto holds = [&](const authority& a) {
      return founded.contains({a.giver, a.matter}) || founded.contains({a.giver, "*"});
    };
    std::vector<node> queue;
    const auto found = [&](const authority& a) {
      bool& is = founded[{a.position, a.matter}];
      if (!is) queue.emplace_back(a.position, a.matter);
      is = true;
    };
    for (std::size_t i = 0; i < rights_.size(); ++i) {
      const auto& [a, from, native] = rights_[i];
      if (a.giver.empty()) {
        found(a);
      } else if (!holds(a)) {
        found(a);
        report_("giver-without-authority", severity::warning, from, "giver", a.position,
                "the " + std::string(to_string(a.source)) + " of " + in_quotes(a.matter) + " to " +
                    in_quotes(a.position) + " comes from " + in_quotes(a.giver) +
                    ", which has no authority for it",
                "kept; say what the giver's own right rests on");
      } else {
        passed_on[{a.giver, a.matter}].push_back(i);
        if (a.matter != "*") passed_on[{a.giver, "*"}].push_back(i);
      }
    }
    while (!queue.empty()) {
      const node giver = queue.back();
      queue.pop_back();
      const auto given = passed_on.find(giver);
      if (given == passed_on.end()) continue;
      for (const std::size_t i : given->second) found(rights_[i].each);
    }
    std::vector<std::size_t> dropped;
    for (std::size_t i = 0; i < rights_.size(); ++i) {
      const auto& [a, from, native] = rights_[i];
      if (a.giver.empty() || founded[{a.position, a.matter}]) continue;
      if (!native) dropped.push_back(i);
      report_("delegation-cycle", severity::error, from, "giver", a.position,
              "the " + std::string(to_string(a.source)) + " of " + in_quotes(a.matter) + " to " +
                  in_quotes(a.position) + " comes from " + in_quotes(a.giver) +
                  ", whose own right comes back to itself: nobody has it of their own",
              native ? "kept as it stands" : "the authority was left out");
    }
    drop(dropped);
  }

  void warn_of_low_limits() {
    if (matters_.empty()) return;
    std::optional<double> least;  // of all matters with an amount
    bool any_without = false;
    std::unordered_map<std::string_view, std::optional<double>> amount_of;
    for (const matter& m : matters_) {
      amount_of.emplace(m.code, m.amount);
      if (!m.amount) any_without = true;
      if (m.amount && (!least || *m.amount < *least)) least = m.amount;
    }
    for (const auto& [a, from, native] : rights_) {
      if (!a.limit) continue;
      std::optional<double> needed;
      if (a.matter == "*") {
        if (!any_without) needed = least;
      } else if (const auto m = amount_of.find(a.matter); m != amount_of.end()) {
        needed = m->second;
      }
      if (!needed || *a.limit >= *needed) continue;
      report_("limit-below-amounts", severity::warning, from, "limit", a.position,
              "the limit of " + in_quotes(a.position) + " for " + in_quotes(a.matter) +
                  " is below every amount of it",
              "kept; it decides nothing");
    }
  }

  std::vector<given_right>& rights_;
  const std::vector<matter>& matters_;
  const report_finding& report_;
  const describe_origin& place_;
};

/// @brief repeated-row, contradicting-rows, giver-without-authority, delegation-cycle,
/// limit-below-amounts.
/// @param rights   Those that cannot stand are taken out.
/// @param matters  The kinds of decision; none: no limit is judged.
/// @param report   Receives the findings.
/// @param place    Names the other of two rows.
/// @complexity     O(A log A) for A authorities.
inline void check_authorities(std::vector<given_right>& rights, const std::vector<matter>& matters,
                              const report_finding& report, const describe_origin& place) {
  authority_checks(rights, matters, report, place).run();
}

}  // namespace pangkas::detail
