// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What is wrong with the lines, matters and authorities that were given, and what is done
/// about it. A part of organisation_builder.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/amount_bands.hpp>
#include <pangkas/core/impl/check_authorities.hpp>
#include <pangkas/core/impl/given_decisions.hpp>
#include <pangkas/core/impl/line_circles.hpp>
#include <pangkas/core/impl/matter_names.hpp>
#include <pangkas/core/impl/report_finding.hpp>
#include <pangkas/core/impl/similar_codes.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/graph/impl/subtree_intervals.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Puts given lines, matters and authorities into the parts of an organisation.
class decision_resolver {
 public:
  /// @param base    The organisation without them: its positions are what selectors are about.
  /// @param parts   Receives them; those of @p base.
  /// @param report  Receives the findings.
  /// @param place   Names the other of two rows.
  decision_resolver(const organisation& base, organisation_parts& parts, report_finding report,
                    describe_origin place)
      : base_(base),
        parts_(parts),
        report_(std::move(report)),
        place_(std::move(place)),
        similar_(base.table().codes->texts) {}

  /// @complexity O(L log L + M · P + A log A) for L lines, M selectors, P positions and A
  /// authorities.
  void resolve(const given_decisions& given) {
    for (const given_decisions::authorities& a : given.rights)
      if (a.each.limit) limited_[a.each.matter].push_back(&a.each);
    for (const auto& [m, from] : given.matters) add_parts(m, from);
    check_other_matters(given);
    for (const given_decisions::given_line& l : given.lines) add_lines(l);
    warn_of_repeated_lines();
    report_line_circles(parts_.lines, base_.table().codes->texts, line_origins_, report_);
    for (const given_decisions::authorities& a : given.rights) add_authority(a);
    check_authorities(base_, rights_, parts_.matters, report_, place_);
    check_givers();
    for (auto& [a, holders, from, native, of_many] : rights_)
      parts_.authorities.push_back(std::move(a));
    for (const auto& [step, from] : given.steps) add_step(step, from);
  }

 private:
  /// Each name is looked at beside all that are known, so that only the first many are.
  [[nodiscard]] std::string suggest_matter(const std::string& code) {
    constexpr std::size_t most = 200;
    const auto told = suggestions_.find(code);
    if (told != suggestions_.end()) return told->second;
    if (suggestions_.size() == most) return {};
    std::vector<std::string_view> known;
    for (const matter& m : parts_.matters) known.emplace_back(m.code);
    known.insert(known.end(), families_.begin(), families_.end());
    return suggestions_.emplace(code, did_you_mean(code, known)).first->second;
  }

  /// Whether a matter or a family is there; where no matters are given at all, nobody can tell.
  [[nodiscard]] bool is_known(std::string_view code) const {
    return parts_.matters.empty() || place_of_matter_.contains(std::string(code)) ||
           families_.contains(std::string(code));
  }

  /// A matter with bands is as many matters; each is of the family of its code.
  void add_parts(const matter& m, origin from) {
    if (m.bands.empty() || m.code.empty() || m.code == "*") return add_matter(m, from);
    double whole = 0;
    for (const amount_band& band : m.bands) whole += band.share;
    matter scaled = m;
    if (std::abs(whole - 1) > 1e-9) {
      report_("shares-not-whole", severity::error, from, "amount", {},
              "the shares of the amounts of " + in_quotes(m.code) + " add up to " +
                  plain_number_text(std::round(whole * 1e8) / 1e6) + " %, not to 100 %",
              "each was scaled so that they do; correct them");
      for (amount_band& band : scaled.bands)
        band.share = whole > 0 ? band.share / whole : 1 / static_cast<double>(m.bands.size());
    }
    for (const matter& part : parts_of_bands(scaled, limited_)) add_matter(part, from);
  }

  void add_matter(const matter& m, origin from) {
    if (m.code.empty())
      return report_("no-code", severity::error, from, "code", {}, "the matter has no code",
                     "left out; give it a code of its own");
    if (m.code == "*")
      return report_("bad-value", severity::error, from, "code", {},
                     "\"*\" cannot be the code of a matter; in an authority it means all matters",
                     "left out; give it a code of its own");
    const auto [first, is_new] = place_of_matter_.emplace(m.code, parts_.matters.size());
    if (!is_new)
      return report_(parts_.matters[first->second] == m ? "repeated-row" : "contradicting-rows",
                     parts_.matters[first->second] == m ? severity::warning : severity::error, from,
                     "code", {},
                     "the matter " + in_quotes(m.code) + " was given before" +
                         place_(matter_origins_[first->second]),
                     "left out; the first row of a matter stands");
    matter& kept = parts_.matters.emplace_back(m);
    matter_origins_.push_back(from);
    families_.insert(m.families.begin(), m.families.end());
    for (const auto& [who, column] :
         {std::pair(&kept.until, "until"), std::pair(&kept.beneficiary, "beneficiary"),
          std::pair(&kept.fallback, "fallback")}) {
      if (!*who) continue;
      if (is_line(**who, from, column, "the matter " + in_quotes(m.code), "read as absent"))
        who->reset();
      else
        check_holder(**who, from, column, "the matter " + in_quotes(m.code));
    }
    check_acts_apart(kept, from);
    check_fallback(kept, from);
    if (kept.levels_up == 0U) {
      report_("bad-value", severity::error, from, "levels_up", {},
              "the matter " + in_quotes(m.code) + " may climb no line at all",
              "read as absent; give 1 or more, or say for whom a right holds");
      kept.levels_up.reset();
    }
    warn_of_unknown_codes(m.originators, from, "originators",
                          "the originators of the matter " + in_quotes(m.code));
    if (!meets_anybody(m.originators))
      report_("selects-nobody", severity::error, from, "originators", {},
              "the originators of the matter " + in_quotes(m.code) + " (" +
                  echo(to_string(m.originators)) + ") are no position at all",
              "kept; nobody raises it");
  }

  /// Who raises a matter does not decide it as its fallback.
  void check_fallback(const matter& m, origin from) {
    if (!m.fallback || m.fallback->kind != holder_kind::post) return;
    const auto post = base_.find(m.fallback->code);
    if (!post || !condition_matcher(base_, m.originators)(*post)) return;
    report_("fallback-is-originator", severity::warning, from, "fallback", m.fallback->code,
            "the fallback of the matter " + in_quotes(m.code) + " is " +
                in_quotes(m.fallback->code) + ", who raises it too",
            "kept; for itself it decides nothing as the fallback");
  }

  /// What is kept apart must be acts, and two of them.
  void check_acts_apart(matter& m, origin from) {
    if (m.apart.empty()) return;
    const std::string what = "the matter " + in_quotes(m.code) + " keeps ";
    std::set<std::string> acts;
    for (const std::string& act : m.apart)
      if (parse_step_act(act))
        acts.insert(act);
      else
        report_("unknown-act", severity::error, from, "apart", {},
                what + in_quotes(act) + " apart, which is no act" + did_you_mean(act, act_names),
                "the act was passed over");
    if (acts.size() == 1)
      report_("bad-value", severity::error, from, "apart", {},
              what + "one act apart, " + in_quotes(*acts.begin()),
              "read as absent; name another act too");
    std::erase_if(m.apart, [&](const std::string& act) { return acts.erase(act) == 0; });
    if (m.apart.size() < 2) m.apart.clear();
  }

  /// Rows of the posts that meet a condition, in order, to a function that says whether it wants more.
  template <class Take>
  void for_each_met(const condition& when, Take take) const {
    const condition_matcher meets(base_, when);
    const auto goes_on = [&](row_index row) {
      return !meets.meets(row, base_.position_at(row)) || take(row);
    };
    if (when.codes.empty()) {
      for (row_index row = 0; row < base_.size() && goes_on(row); ++row) {
      }
      return;
    }
    std::set<row_index> named;
    for (const std::string& code : when.codes)
      if (const auto row = base_.find(code)) named.insert(base_.row(*row));
    for (const row_index row : named)
      if (!goes_on(row)) return;
  }

  [[nodiscard]] bool meets_anybody(const condition& when) const {
    bool any = false;
    for_each_met(when, [&](row_index) {
      any = true;
      return false;
    });
    return any;
  }

  /// A selector that still selects somebody hides a code that is misspelt.
  void warn_of_unknown_codes(const condition& when, origin from, std::string_view column,
                             const std::string& what) {
    for (const auto* codes : {&when.codes, &when.subtrees})
      for (const std::string& code : *codes)
        if (!base_.find(code))
          report_("unknown-position", severity::error, from, column, code,
                  what + " name " + in_quotes(code) + ", which is not in the data" +
                      similar_.suggest(code),
                  "the code was passed over");
  }

  void check_other_matters(const given_decisions& given) {
    std::unordered_set<std::string> seen;
    for (const auto& [m, from] : given.matters) {
      if (!seen.insert(m.code).second) continue;
      for (const auto* others : {&m.not_same_position, &m.not_same_unit})
        for (const std::string& other : *others) {
          const char* column =
              others == &m.not_same_position ? "not_same_position" : "not_same_unit";
          if (other == m.code)
            report_("bad-value", severity::error, from, column, {},
                    "the matter " + in_quotes(m.code) + " is incompatible with itself",
                    "kept; it has no effect");
          else if (!is_known(other))
            report_("unknown-matter", severity::error, from, column, {},
                    "the matter " + in_quotes(m.code) + " is incompatible with " +
                        in_quotes(other) + ", which is no matter" + suggest_matter(other),
                    "kept; it has no effect");
        }
    }
  }

  std::uint32_t name_of(const std::string& text) {
    if (names_.empty())
      for (std::size_t i = 0; i < parts_.line_names.size(); ++i)
        names_.emplace(parts_.line_names[i], static_cast<std::uint32_t>(i));
    const auto [found, is_new] =
        names_.emplace(text, static_cast<std::uint32_t>(parts_.line_names.size()));
    if (is_new) parts_.line_names.push_back(text);
    return found->second;
  }

  void add_lines(const given_decisions::given_line& given) {
    if (!given.subordinates) return add_line(given.each, given.from);
    const std::string what = "the lines from " + in_quotes(given.each.superior);
    warn_of_unknown_codes(*given.subordinates, given.from, "subordinates", what);
    reporting_line l = given.each;
    bool any = false;
    for_each_met(*given.subordinates, [&](row_index row) {
      l.subordinate = base_.table().codes->texts[row];
      any = true;
      if (l.subordinate == l.superior) return true;
      add_line(l, given.from);
      return base_.find(l.superior).has_value();  // said once
    });
    if (!any)
      report_("selects-nobody", severity::error, given.from, "subordinates", {},
              what + " lead to " + echo(to_string(*given.subordinates)) +
                  ", which is no position at all",
              "no line was added");
  }

  void add_line(const reporting_line& l, origin from) {
    const std::string what = "a line of type " + std::string(to_string(l.type));
    const auto superior = base_.table().codes->index.find(base_.table().codes->texts, l.superior);
    const auto subordinate =
        base_.table().codes->index.find(base_.table().codes->texts, l.subordinate);
    if (!superior || !subordinate) {
      const std::string& missing = superior ? l.subordinate : l.superior;
      return report_(
          "unknown-position", severity::error, from, superior ? "subordinate" : "superior", missing,
          what + " from " + in_quotes(l.superior) + " to " + in_quotes(l.subordinate) + " names " +
              in_quotes(missing) + ", which is not in the data" + similar_.suggest(missing),
          "the line was left out");
    }
    if (*superior == *subordinate)
      return report_("self-report", severity::error, from, {}, l.superior,
                     what + " leads from " + in_quotes(l.superior) + " to itself",
                     "the line was left out");
    if (l.type == line_type::command)
      return report_("command-line", severity::error, from, {}, l.subordinate,
                     what + " from " + in_quotes(l.superior) + " to " + in_quotes(l.subordinate) +
                         " stands among the other lines",
                     "the line was left out; say it in reports_to of the subordinate");
    if (!l.matter.empty() && !is_known(l.matter))
      report_("unknown-matter", severity::error, from, "matter", l.subordinate,
              what + " from " + in_quotes(l.superior) + " to " + in_quotes(l.subordinate) +
                  " is for the matter " + in_quotes(l.matter) + ", which is not there" +
                  suggest_matter(l.matter),
              "kept; it counts for no matter");
    if (!is_period(l.from, l.until, from, l.subordinate, what, "the line was left out")) return;
    parts_.lines.push_back({*superior, *subordinate, l.type, name_of(l.matter), name_of(l.role),
                            name_of(l.from), name_of(l.until), name_of(l.legal_source)});
    line_origins_.push_back(from);
  }

  void warn_of_repeated_lines() {
    const auto key = [&](std::size_t i) {
      const row_line& l = parts_.lines[i];
      return std::tuple(l.superior, l.subordinate, l.type, l.matter, l.role, l.from, l.until);
    };
    std::vector<std::size_t> order(parts_.lines.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, [&](std::size_t i, std::size_t j) {
      return std::pair(key(i), i) < std::pair(key(j), j);
    });
    std::vector<std::pair<std::size_t, std::size_t>> repeated;  // row and the one before it
    for (std::size_t n = 1; n < order.size(); ++n)
      if (key(order[n - 1]) == key(order[n])) repeated.emplace_back(order[n], order[n - 1]);
    std::ranges::sort(repeated);
    for (const auto& [again, first] : repeated) {
      const row_line& l = parts_.lines[again];
      const auto code = [&](row_index row) { return base_.table().codes->texts[row]; };
      report_("repeated-row", severity::warning, line_origins_[again], {}, code(l.subordinate),
              "the line of type " + std::string(to_string(l.type)) + " from " +
                  in_quotes(code(l.superior)) + " to " + in_quotes(code(l.subordinate)) +
                  " was given before" + place_(line_origins_[first]),
              "kept; it changes no path");
    }
  }

  /// Whether two days can be first and last.
  bool is_period(const std::string& first, const std::string& last, origin from,
                 std::string_view position, const std::string& what, const char* action) {
    for (const auto& [day, column] : {std::pair(&first, "from"), std::pair(&last, "until")})
      if (!day->empty() && !is_date(*day)) {
        report_("bad-date", severity::error, from, column, position,
                in_quotes(*day) + " is no day of the calendar; write it as in 2021-06-30", action);
        return false;
      }
    if (first.empty() || last.empty() || first <= last) return true;
    report_("bad-period", severity::error, from, "until", position,
            what + " ends on " + last + ", before it starts on " + first, action);
    return false;
  }

  /// Whether a holder is there: a post that is not there is told.
  bool check_holder(const holder& h, origin from, std::string_view column,
                    const std::string& what) {
    if (h.kind == holder_kind::class_of) warn_of_unknown_codes(h.when, from, column, what);
    if (h.kind == holder_kind::class_of && !meets_anybody(h.when)) {
      report_("selects-nobody", severity::error, from, column, {},
              what + " names " + echo(to_string(h.when)) + ", which is no position at all",
              "kept; nobody is asked");
      return false;
    }
    if (h.kind != holder_kind::post || base_.find(h.code)) return true;
    report_("unknown-position", severity::error, from, column, h.code,
            what + " names " + in_quotes(h.code) + ", which is not in the data" +
                similar_.suggest(h.code),
            "kept; nobody is asked");
    return false;
  }

  /// A whole line where one holder must be named.
  bool is_line(const holder& h, origin from, std::string_view column, const std::string& what,
               const char* action) {
    if (h.kind != holder_kind::line) return false;
    report_("bad-holder", severity::error, from, column, {},
            what + " names @line, which is for steps alone", action);
    return true;
  }

  void add_authority(const given_decisions::authorities& given) {
    const authority& a = given.each;
    const std::string what = "an authority for " + in_quotes(a.matter);
    const char* left_out = "the authority was left out";
    if (a.matter.empty())
      return report_("no-matter", severity::error, given.from, "matter", a.position,
                     "the authority of " + in_quotes(a.position) + " names no matter",
                     "the authority was left out; \"*\" stands for all matters");
    if (!a.giver.empty() && !base_.find(a.giver))
      return report_("unknown-position", severity::error, given.from, "giver", a.giver,
                     what + " was given by " + in_quotes(a.giver) + ", which is not in the data" +
                         similar_.suggest(a.giver),
                     left_out);
    if (!is_period(a.from, a.until, given.from, a.position, what, left_out)) return;
    if (a.matter != "*" && !is_known(a.matter))
      report_("unknown-matter", severity::error, given.from, "matter", a.position,
              what + " of " +
                  (a.whoever       ? echo(to_string(*a.whoever))
                   : given.holders ? echo(to_string(*given.holders))
                                   : in_quotes(a.position)) +
                  " is for no matter that is given" + suggest_matter(a.matter),
              "kept; it decides nothing");
    if (!a.whoever && !given.holders && !base_.find(a.position))
      return report_("unknown-position", severity::error, given.from, "position", a.position,
                     what + " names " + in_quotes(a.position) + ", which is not in the data" +
                         similar_.suggest(a.position),
                     left_out);
    if (a.whoever && !a.position.empty())
      return report_(
          "unclear-holder", severity::error, given.from, "whoever", a.position,
          what + " is of " + in_quotes(a.position) + " and of " + echo(to_string(*a.whoever)),
          left_out);
    if (a.whoever && is_line(*a.whoever, given.from, "whoever", what, left_out)) return;
    if (a.whoever && a.whoever->kind == holder_kind::class_of) {
      warn_of_unknown_codes(a.whoever->when, given.from, "whoever", "the holders of " + what);
      if (!meets_anybody(a.whoever->when))
        return report_(
            "selects-nobody", severity::error, given.from, "whoever", {},
            what + " is for " + echo(to_string(*a.whoever)) + ", which is no position at all",
            left_out);
    }
    if (a.originators) {
      warn_of_unknown_codes(*a.originators, given.from, "for", what);
      if (!meets_anybody(*a.originators))
        report_("selects-nobody", severity::error, given.from, "for", {},
                what + " holds for " + echo(to_string(*a.originators)) +
                    ", which is no position at all",
                "kept; it decides nothing");
    }
    if (a.receivers) warn_of_unknown_codes(*a.receivers, given.from, "pass_on", what);
    for (const holder& h : a.with.holders) {
      if (is_line(h, given.from, "with", what, left_out)) return;
      check_holder(h, given.from, "with", what);
    }
    if (!given.holders) {
      if (!has_others_to_concur(a, given.from)) return;
      if (!a.whoever && !can_have_quorum(a)) report_quorum(a, given.from);
      return rights_.push_back({a, {}, given.from, given.native}), void();
    }
    warn_of_unknown_codes(*given.holders, given.from, "holders", "the holders of " + what);
    bool selects = false;
    bool told_of_quorum = false;  // one of many is told for all
    for_each_met(*given.holders, [&](row_index row) {
      selects = true;
      authority own = a;
      own.position = base_.table().codes->texts[row];
      if (!has_others_to_concur(own, given.from)) return true;
      if (!told_of_quorum && !can_have_quorum(own)) {
        report_quorum(own, given.from);
        told_of_quorum = true;
      }
      rights_.push_back({std::move(own), {}, given.from, given.native, true});
      return true;
    });
    if (!selects)
      report_("selects-nobody", severity::error, given.from, "holders", {},
              what + " is for " + echo(to_string(*given.holders)) + ", which is no position at all",
              left_out);
  }

  /// Whether enough others are named to concur: nobody concurs with themselves. Told if not.
  bool has_others_to_concur(const authority& a, origin from) {
    const auto is_decider = [&](const holder& h) {
      return a.whoever ? h == *a.whoever && h.kind != holder_kind::class_of
                       : h.kind == holder_kind::post && h.code == a.position;
    };
    const auto self = std::ranges::find_if(a.with.holders, is_decider);
    if (self == a.with.holders.end()) return true;
    if (a.with.needed != 0 && a.with.needed < a.with.holders.size()) return true;
    report_("joint-decider", severity::error, from, "with", a.position,
            (self->kind == holder_kind::post ? in_quotes(self->code) : to_string(*self)) +
                " decides " + in_quotes(a.matter) + " and would have to concur with itself",
            "the authority was left out");
    return false;
  }

  /// How many members a body has by its membership lines.
  std::size_t members_of(std::string_view body) {
    if (!members_) {
      members_.emplace();
      for (const row_line& l : parts_.lines)
        if (l.type == line_type::membership) (*members_)[l.superior].insert(l.subordinate);
    }
    const auto found = members_->find(*base_.find(body));
    return found == members_->end() ? 0 : found->second.size();
  }

  /// Whether a body can ever have its quorum.
  bool can_have_quorum(const authority& a) {
    return !a.quorum || *a.quorum <= members_of(a.position);
  }

  void report_quorum(const authority& a, origin from) {
    const std::size_t members = members_of(a.position);
    report_("quorum-above-members", severity::error, from, "quorum", a.position,
            in_quotes(a.position) + " needs " + std::to_string(*a.quorum) +
                " members present to decide " + in_quotes(a.matter) + " and has " +
                std::to_string(members),
            members == 0 ? "kept; it has no effect, since membership lines make a body"
                         : "kept; it never decides");
  }

  /// A right is passed on downwards, or to the side: a secretary general passes on what is for a whole
  /// ministry. Who is outside the organisation gives, and an official who acts in a post is called, from
  /// anywhere.
  void check_givers() {
    std::optional<subtree_intervals> subtrees;
    origin last;  // of the row that was told: one of many is told for all
    for (const auto& [a, holders, from, native, of_many] : rights_) {
      if (a.giver.empty() || a.acting || a.whoever) continue;
      // Rights of posts or givers that are not there were left out.
      const position_id giver = base_.at(a.giver);
      const position_id to = base_.at(a.position);
      if (!subtrees) subtrees.emplace(base_.command());
      if (!subtrees->has(to, giver)) continue;
      if (of_many && from.file == last.file && from.row == last.row) continue;
      last = from;
      report_("passed-on-upwards", severity::warning, from, "giver", a.position,
              "the " + std::string(to_string(a.source)) + " of " + in_quotes(a.matter) + " to " +
                  in_quotes(a.position) + " comes from " + in_quotes(a.giver) +
                  (giver == to ? ", the post itself" : ", which stands below it"),
              "kept; a right is not passed on upwards: correct the giver or the post");
    }
  }

  void add_step(const matter_step& step, origin from) {
    const std::string what =
        "the step \"" + std::string(to_string(step.act)) + "\" of " + in_quotes(step.matter);
    if (step.matter.empty())
      return report_("no-matter", severity::error, from, "matter", {}, "a step names no matter",
                     "left out; \"*\" stands for all matters");
    if (step.matter != "*" && !is_known(step.matter))
      report_("unknown-matter", severity::error, from, "matter", {},
              what + " is for no matter that is given" + suggest_matter(step.matter),
              "kept; nobody takes it");
    check_holder(step.who, from, "who", what);
    if (step.act == step_act::veto && step.after)
      report_("veto-after-decision", severity::warning, from, "after", {},
              what + " comes after the decision, when there is nothing left to end",
              "kept; it is no check");
    if (step.originators) {
      warn_of_unknown_codes(*step.originators, from, "for", what);
      if (!meets_anybody(*step.originators))
        report_("selects-nobody", severity::error, from, "for", {},
                what + " is for " + echo(to_string(*step.originators)) +
                    ", which is no position at all",
                "kept; nobody takes it");
    }
    warn_of_unknown_flag(step, from, what);
    if (step.limit_hours) {
      const double takes = step.work_minutes.value_or(0) / 60 + step.waiting_hours.value_or(0);
      if (takes > *step.limit_hours)
        report_("step-over-its-limit", severity::warning, from, "limit_hours", {},
                what + " takes " + plain_number_text(takes) + " hours and may take " +
                    plain_number_text(*step.limit_hours),
                "kept; every matter with it is late");
    }
    parts_.steps.push_back(step);
  }

  void warn_of_unknown_flag(const matter_step& step, origin from, const std::string& what) {
    if (step.flag.empty() || parts_.matters.empty()) return;
    if (flags_.empty()) {
      for (const matter& m : parts_.matters)
        for_each_name(
            m, [&](std::string_view name) { flags_[name].insert(m.flags.begin(), m.flags.end()); });
    }
    const std::set<std::string_view>& known = flags_[step.matter];
    if (known.contains(step.flag)) return;
    report_("unknown-flag", severity::warning, from, "flag", {},
            what + " is for matters with the flag " + in_quotes(step.flag) +
                ", which none of its has" + did_you_mean(step.flag, known),
            "kept; nobody takes it");
  }

  const organisation& base_;
  organisation_parts& parts_;
  report_finding report_;
  describe_origin place_;
  std::vector<origin> matter_origins_;
  std::vector<origin> line_origins_;
  std::unordered_map<std::string, std::size_t> place_of_matter_;
  std::unordered_map<std::string, std::uint32_t> names_;
  similar_codes similar_;
  limited_rights limited_;
  std::map<std::string, std::string> suggestions_;                ///< by unknown matter
  std::map<std::string_view, std::set<std::string_view>> flags_;  ///< by matter, if asked
  std::optional<std::unordered_map<row_index, std::set<row_index>>>
      members_;  ///< by body, if asked
  std::set<std::string> families_;
  std::vector<given_right> rights_;
};

}  // namespace pangkas::detail
