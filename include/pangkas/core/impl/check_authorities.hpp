// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Authorities beside each other: rows that repeat or contradict one another, rights that
/// rest on nobody, limits that reach nothing. A part of organisation_builder.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/impl/given_decisions.hpp>
#include <pangkas/core/impl/matter_names.hpp>
#include <pangkas/core/impl/report_finding.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief An authority, with its place in the data.
using given_right = given_decisions::authorities;

/// @brief The checks, one after the other.
class authority_checks {
 public:
  authority_checks(const organisation& base, std::vector<given_right>& rights,
                   const std::vector<matter>& matters, const report_finding& report,
                   const describe_origin& place)
      : base_(base), rights_(rights), matters_(matters), report_(report), place_(place) {}

  void run() {
    compare_rows();
    except_from_classes();
    leave_out_unfounded();
    warn_of_low_limits();
  }

 private:
  static bool same_right(const authority& a, const authority& b) {
    return std::tie(a.limit, a.legal_source) == std::tie(b.limit, b.legal_source);
  }
  /// Whether two rows are about one right, whoever holds it.
  static bool one_right(const authority& a, const authority& b) {
    return std::tie(a.matter, a.source, a.giver, a.acting, a.originators, a.with, a.currency) ==
               std::tie(b.matter, b.source, b.giver, b.acting, b.originators, b.with, b.currency) &&
           std::ranges::equal(a.limits, b.limits, {}, &named_amount::name, &named_amount::name);
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
        return one_right(rights_[k].each, a) && rights_[k].each.whoever == a.whoever &&
               overlap(rights_[k].each, a) && !same_right(rights_[k].each, a);
      });
      if (same != before.end())
        seen.emplace_back(i, *same);
      else if (other != before.end())
        seen.emplace_back(i, *other);
      if (same == before.end() && other == before.end()) before.push_back(i);
    }
    std::ranges::sort(seen);
    for (const auto& [i, first] : seen) {
      const given_right& row = rights_[i];
      const bool same = row.each == rights_[first].each;
      repeated.push_back(i);
      // What was said of a post before it is said of many is an exception, and no slip.
      if (!same && row.of_many && !rights_[first].of_many) continue;
      report_(same ? "repeated-row" : "contradicting-rows",
              same ? severity::warning : severity::error, row.from, "position", row.each.position,
              "the " + std::string(to_string(row.each.source)) + " of " +
                  in_quotes(row.each.matter) + " to " + holder_of(row.each) + " was given before" +
                  place_(rights_[first].from) + (same ? "" : " with another limit or legal source"),
              same ? "counted once" : "left out; the first row on a right stands");
    }
    drop(repeated);
  }

  static std::string holder_of(const authority& a) {
    return a.whoever ? echo(to_string(*a.whoever)) : in_quotes(a.position);
  }

  /// Of two rows on one right the first stands: a post with a row before that of its class is excepted from
  /// it. What comes after the row of its class is left out.
  void except_from_classes() {
    std::vector<std::size_t> dropped;
    std::unordered_map<std::string_view, std::vector<std::size_t>> of_posts;  // by matter
    for (std::size_t i = 0; i < rights_.size(); ++i)
      if (!rights_[i].native && !rights_[i].each.whoever)
        of_posts[rights_[i].each.matter].push_back(i);
    for (std::size_t i = 0; i < rights_.size(); ++i) {
      authority& rule = rights_[i].each;
      // Where a row says for whom it holds, one of the class is asked, whoever else is of it.
      if (rights_[i].native || rule.originators || !rule.whoever ||
          rule.whoever->kind != holder_kind::class_of)
        continue;
      const condition_matcher meets(base_, rule.whoever->when);
      std::unordered_set<std::string> excepted(rule.except.begin(), rule.except.end());
      for (const std::size_t k : of_posts[rule.matter]) {
        const authority& of_post = rights_[k].each;
        if (!one_right(of_post, rule) || !overlap(of_post, rule) ||
            !meets(*base_.find(of_post.position)))
          continue;
        if (k < i) {
          if (excepted.insert(of_post.position).second) rule.except.push_back(of_post.position);
          continue;
        }
        dropped.push_back(k);
        report_(same_right(of_post, rule) ? "repeated-row" : "contradicting-rows",
                same_right(of_post, rule) ? severity::warning : severity::error, rights_[k].from,
                "position", of_post.position,
                "the " + std::string(to_string(of_post.source)) + " of " +
                    in_quotes(of_post.matter) + " to " + in_quotes(of_post.position) +
                    " was given before" + place_(rights_[i].from) + " to a class that it is of",
                "left out; an exception goes before the rule");
      }
    }
    std::ranges::sort(dropped);
    dropped.erase(std::unique(dropped.begin(), dropped.end()), dropped.end());
    drop(dropped);
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
    for (const auto& [a, holders, from, native, of_many] : rights_) founded[{a.position, a.matter}];
    const auto holds = [&](const authority& a) {
      return founded.contains({a.giver, a.matter}) || founded.contains({a.giver, "*"});
    };
    const auto holds_by_class = [&](const authority& a) {
      return std::ranges::any_of(classes(), [&](const class_right& c) {
        return (c.matter == a.matter || c.matter == "*") && c.meets(*base_.find(a.giver));
      });
    };
    std::vector<node> queue;
    const auto found = [&](const authority& a) {
      bool& is = founded[{a.position, a.matter}];
      if (!is) queue.emplace_back(a.position, a.matter);
      is = true;
    };
    for (std::size_t i = 0; i < rights_.size(); ++i) {
      const auto& [a, holders, from, native, of_many] = rights_[i];
      if (!a.giver.empty()) check_passing_on(rights_[i]);
      if (a.giver.empty() || holds_by_class(a)) {
        found(a);
      } else if (!holds(a)) {
        found(a);
        report_("giver-without-authority", severity::warning, from, "giver", a.position,
                "the " + std::string(to_string(a.source)) + " of " + in_quotes(a.matter) + " to " +
                    holder_of(a) + " comes from " + in_quotes(a.giver) +
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
      const auto& [a, holders, from, native, of_many] = rights_[i];
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

  /// A row of a class with the posts that it is for, whom a giver may be one of.
  struct class_right {
    std::string_view matter;
    condition_matcher meets;
  };
  const std::vector<class_right>& classes() {
    if (!classes_) {
      classes_.emplace();
      for (const auto& [a, holders, from, native, of_many] : rights_)
        if (a.whoever && a.whoever->kind == holder_kind::class_of)
          classes_->push_back({a.matter, condition_matcher(base_, a.whoever->when)});
    }
    return *classes_;
  }

  /// Whether the giver of a right might pass it on, to that post and in that amount.
  void check_passing_on(const given_right& given) {
    const authority& a = given.each;
    if (own_.empty())
      for (std::size_t i = 0; i < rights_.size(); ++i)
        if (!rights_[i].each.whoever)
          own_[{rights_[i].each.position, rights_[i].each.matter}].push_back(i);
    const authority* widest = nullptr;  // of the giver's own
    for (const std::string_view matter : {std::string_view(a.matter), std::string_view("*")})
      if (const auto found = own_.find({a.giver, matter}); found != own_.end())
        for (const std::size_t i : found->second)
          if (const authority& own = rights_[i].each;
              widest == nullptr || !own.limit || (widest->limit && *own.limit > *widest->limit))
            widest = &own;
    if (widest == nullptr) return;
    const std::string what = "the " + std::string(to_string(a.source)) + " of " +
                             in_quotes(a.matter) + " to " + holder_of(a) + " comes from " +
                             in_quotes(a.giver);
    const auto warn = [&](std::string_view rule, std::string_view column, const std::string& why) {
      report_(rule, severity::warning, given.from, column, a.position, what + why,
              "kept; ask what it rests on");
    };
    if (widest->stays) warn("not-to-be-passed-on", "giver", ", who may not pass it on");
    if (widest->limit && (!a.limit || *a.limit > *widest->limit) && a.currency == widest->currency)
      warn("giver-limit-lower", "limit",
           ", whose own limit is " + plain_number_text(*widest->limit));
    if (widest->receivers && !a.whoever &&
        !condition_matcher(base_, *widest->receivers)(*base_.find(a.position)))
      warn("not-a-receiver", "position",
           ", who may pass it on to " + echo(to_string(*widest->receivers)) + " only");
  }

  /// One finding for each row, whatever number of posts and bands it is for.
  void warn_of_low_limits() {
    constexpr double beyond = std::numeric_limits<double>::infinity();
    std::unordered_map<std::string_view, double> least;  // amount, by matter, family or "*"
    for (const matter& m : matters_) {
      const double amount = m.above_limits ? beyond : m.amount.value_or(-beyond);
      for_each_name(m, [&](std::string_view name) {
        const auto known = least.try_emplace(name, amount).first;
        known->second = std::min(known->second, amount);
      });
    }
    origin last;  // of the row that was told: one of many is told for all
    for (const auto& [a, holders, from, native, of_many] : rights_) {
      if (!a.limit) continue;
      const auto of = least.find(a.matter);
      if (of == least.end()) continue;
      if (of->second != beyond && *a.limit >= of->second) continue;
      if (of_many && from.file == last.file && from.row == last.row) continue;
      last = from;
      report_("limit-below-amounts", severity::warning, from, "limit", a.position,
              "the limit of " + holder_of(a) + " for " + in_quotes(a.matter) +
                  " is below every amount of it",
              "kept; it decides nothing");
    }
  }

  const organisation& base_;
  std::vector<given_right>& rights_;
  const std::vector<matter>& matters_;
  const report_finding& report_;
  const describe_origin& place_;
  std::optional<std::vector<class_right>> classes_;
  std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> own_;
};

/// @brief repeated-row, contradicting-rows, giver-without-authority, delegation-cycle,
/// not-to-be-passed-on, giver-limit-lower, not-a-receiver, limit-below-amounts.
/// @param base    The organisation without them.
/// @param rights   Those that cannot stand are taken out.
/// @param matters  The kinds of decision; none: no limit is judged.
/// @param report   Receives the findings.
/// @param place    Names the other of two rows.
/// @complexity     O(A log A) for A authorities.
inline void check_authorities(const organisation& base, std::vector<given_right>& rights,
                              const std::vector<matter>& matters, const report_finding& report,
                              const describe_origin& place) {
  authority_checks(base, rights, matters, report, place).run();
}

}  // namespace pangkas::detail
