// SPDX-License-Identifier: BSL-1.0
#include "integrity_text.hpp"

#include "number_text.hpp"
#include "streams.hpp"
#include "text_table.hpp"

#include <pangkas/simplify/ledger.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

constexpr std::array<std::string_view, detail::breach_kind_names.size()> kind_headings{
    "duties in one hand",      "duties in one hand, in one case", "too few independent checks",
    "power over the related",  "too long in a sensitive post",    "audit below who is audited",
    "too few hands for a case"};

/// One state, as sentences name it.
struct told_side {
  const organisation& org;
  const integrity_tables& tables;
  const integrity_report& found;
  const integrity_told& how;

  [[nodiscard]] std::string code(row_index row) const {
    return harmless(org.code(org.position_at(row)));
  }
  /// At most so many of them.
  [[nodiscard]] std::string codes(const std::vector<row_index>& rows,
                                  std::string_view between = ", ") const {
    constexpr std::size_t most = 8;
    std::string all;
    for (std::size_t i = 0; i < rows.size() && i < most; ++i)
      all += (i == 0 ? "" : std::string(between)) + code(rows[i]);
    if (rows.size() > most) all += fmt::format(" and {} more", rows.size() - most);
    return all;
  }
  /// The posts of a hand, and its code where that is asked for.
  [[nodiscard]] std::string hand(std::uint32_t number) const {
    const auto holder = tables.holder_of(number);
    const std::string all = codes(tables.rows_of(number), " + ");
    return holder && how.with_holders
               ? fmt::format("{} (holder {})", all, harmless(tables.holders[*holder]))
               : all;
  }
  [[nodiscard]] std::string hands(const std::vector<std::uint32_t>& numbers) const {
    std::string all;
    for (const std::uint32_t each : numbers) all += (all.empty() ? "" : ", ") + hand(each);
    return all;
  }
  [[nodiscard]] std::string process(const breach& b) const {
    return b.process == none_of_them ? std::string() : harmless(found.processes[b.process]);
  }
  [[nodiscard]] std::string duties(const breach& b) const {
    std::vector<std::string> names;
    for (const std::uint32_t duty : b.duties) names.push_back(harmless(found.duties[duty]));
    return fmt::format("{}", fmt::join(names, " + "));
  }

  /// What is wrong, without the rule.
  [[nodiscard]] std::string sentence(const breach& b) const {
    switch (b.kind) {
      case breach_kind::static_duties:
        if (b.inherited)
          return fmt::format("{} could do {} by those below: {}", code(b.rows.front()), duties(b),
                             codes({b.rows.begin() + 1, b.rows.end()}));
        if (b.hand == none_of_them)
          return fmt::format("one unit has {}: {}", duties(b), codes(b.rows));
        if (tables.holder_of(b.hand) || b.rows.size() > 1)
          return fmt::format("one hand has {}: {}{}", duties(b), codes(b.rows), holder(b));
        return fmt::format("{} has {}", code(b.rows.front()), duties(b));
      case breach_kind::dynamic_duties: {
        const std::vector<row_index> posts(b.rows.begin() + 1, b.rows.end());
        return fmt::format("of what {} raises one hand does {}: {}{}", code(b.rows.front()),
                           duties(b), codes(posts), holder(b));
      }
      case breach_kind::four_eyes:
        return fmt::format("what {} raises has {} where {} {} needed", code(b.rows.front()),
                           counted(b.found, "independent check"), b.needed,
                           agreeing(b.needed, "is", "are"));
      case breach_kind::relation:
        return fmt::format("{} has power over {}, who is related: {}", code(b.rows.front()),
                           code(b.rows.back()), codes(b.rows, " > "));
      case breach_kind::overstay:
        return fmt::format("{} has one holder for more than {}{}", code(b.rows.front()),
                           counted(b.needed, "year"), holder(b));
      case breach_kind::audit:
        return fmt::format("{} audits {}, to whom it reports: {}", code(b.rows.back()),
                           code(b.rows.front()), codes(b.rows, " > "));
      default:
        return fmt::format("{} can carry a case to its end, {} must be needed: {}",
                           counted(b.found, "hand"), b.needed, codes(b.rows));
    }
  }
  [[nodiscard]] std::string holder(const breach& b) const {
    const auto known = tables.holder_of(b.hand);
    return known && how.with_holders ? fmt::format(" (holder {})", harmless(tables.holders[*known]))
                                     : std::string();
  }
};

std::string heading_of(const told_side& side, const breach& b) {
  const breach_rule& rule = side.found.rules[b.rule];
  const std::string process = side.process(b);
  return fmt::format("{}, {}{}{}", harmless(rule.id), to_string(rule.level),
                     process.empty() ? "" : ", " + process,
                     rule.reason.empty() ? "" : fmt::format(" ({})", harmless(rule.reason)));
}

std::array<std::size_t, kind_headings.size()> by_kind(const std::vector<breach>& breaches) {
  std::array<std::size_t, kind_headings.size()> counts{};
  for (const breach& b : breaches) ++counts[static_cast<std::size_t>(b.kind)];
  return counts;
}

/// Breaches by rule and process, the first few of each.
std::string list_of(const told_side& side) {
  std::string text;
  const std::vector<breach>& all = side.found.breaches;
  for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
    const auto is_alike = [&](const breach& b) {
      return b.kind == all[first].kind && b.rule == all[first].rule &&
             b.process == all[first].process;
    };
    while (last < all.size() && is_alike(all[last])) ++last;
    text += heading_of(side, all[first]) + "\n";
    for (std::size_t i = first; i < last && i - first < side.how.most; ++i)
      text += "  " + side.sentence(all[i]) + "\n";
    if (last - first > side.how.most)
      text += fmt::format("  and {} more; --all lists them\n", last - first - side.how.most);
  }
  return text;
}

std::string number_of(const collusion& c) {
  return c.least == c.most ? std::to_string(c.most) : fmt::format("{} to {}", c.least, c.most);
}

std::string concentration_of(const told_side& side) {
  const integrity_report& found = side.found;
  if (!(found.decided > 0)) return {};
  return fmt::format("One hand alone carries {} of the decided volume to its end; {} decides {}.\n",
                     percent(found.alone / found.decided), side.hand(found.most_deciding),
                     percent(found.most_decided / found.decided));
}

/// What a repair takes, if it takes anything.
std::string cost_of(const integrity_repair& repair) {
  if (repair.hand_offs == 0) return {};
  return fmt::format(" ({}: {} a year)", repair.hand_offs > 0 ? "longer" : "shorter",
                     counted(shown(std::abs(repair.hand_offs)), "hand-off"));
}

std::string notes_of(const integrity_report& found) {
  std::string text;
  for (const finding& f : found.findings)
    text += fmt::format("{}: {}; {}\n", f.rule, harmless(f.detail), f.action);
  return text;
}

}  // namespace

std::string integrity_text(const organisation& org, const integrity_tables& tables,
                           const integrity_report& found, const integrity_told& how) {
  const told_side side{org, tables, found, how};
  text_table kinds;
  kinds.row({"Breaches", std::to_string(found.breaches.size())});
  const auto counts = by_kind(found.breaches);
  for (std::size_t k = 0; k < counts.size(); ++k)
    if (counts[k] > 0) kinds.row({"  " + std::string(kind_headings[k]), std::to_string(counts[k])});
  std::string text = kinds.str();
  if (!found.breaches.empty()) text += "\n" + list_of(side);
  if (!found.colluding.empty()) {
    text += "\nFewest hands that carry a case to its end\n";
    for (const collusion& c : found.colluding)
      text += fmt::format("  {:<24} {:>3}  {}\n", harmless(found.processes[c.process]),
                          number_of(c), side.hands(c.hands));
  }
  const std::string concentration = concentration_of(side);
  if (!concentration.empty()) text += "\n" + concentration;
  return text + notes_of(found);
}

std::string integrity_text(const organisation& before, const integrity_tables& tables,
                           const integrity_change& changed, const simplification& result,
                           const integrity_told& how) {
  const told_side first{before, tables, changed.before, how};
  const told_side second{result.after, changed.tables_after, changed.after, how};
  std::vector<breach> brought;
  for (const brought_breach& b : changed.brought)
    brought.push_back(changed.after.breaches[b.place]);
  text_table kinds;
  kinds.row({"", "before", "after", "new"});
  kinds.row({"Breaches", std::to_string(changed.before.breaches.size()),
             std::to_string(changed.after.breaches.size()), std::to_string(brought.size())});
  const auto were = by_kind(changed.before.breaches);
  const auto are = by_kind(changed.after.breaches);
  const auto came = by_kind(brought);
  for (std::size_t k = 0; k < were.size(); ++k)
    if (were[k] + are[k] > 0)
      kinds.row({"  " + std::string(kind_headings[k]), std::to_string(were[k]),
                 std::to_string(are[k]), std::to_string(came[k])});
  std::string text = kinds.str();
  text += fmt::format("{} gone, {} kept.\n", changed.gone, changed.kept);

  // New breaches of one cause stand together, the largest group first.
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::vector<std::uint32_t>>,
           std::vector<const brought_breach*>>
      groups;
  for (const brought_breach& b : changed.brought) {
    const breach& what = changed.after.breaches[b.place];
    groups[{what.rule, what.process, b.caused_by}].push_back(&b);
  }
  std::vector<const std::vector<const brought_breach*>*> order;
  for (const auto& [key, members] : groups) order.push_back(&members);
  std::ranges::stable_sort(order,
                           [](const auto* a, const auto* b) { return a->size() > b->size(); });
  if (!order.empty()) text += "\nNew breaches\n";
  for (std::size_t i = 0; i < order.size() && i < 4 * how.most; ++i) {
    const brought_breach& one = *order[i]->front();
    const breach& b = changed.after.breaches[one.place];
    text += heading_of(second, b) + "\n  " + second.sentence(b);
    if (order[i]->size() > 1) text += fmt::format("; and {} more like it", order[i]->size() - 1);
    text += "\n";
    constexpr std::size_t most_causes = 3;
    for (std::size_t c = 0; c < one.caused_by.size() && c < most_causes; ++c) {
      const change_in_words words =
          in_words(result.changes, result.changes.entries[one.caused_by[c]]);
      text += fmt::format("  because {} {} ({})\n", harmless(words.position),
                          harmless(words.change), harmless(words.rule));
    }
    if (one.caused_by.size() > most_causes)
      text += fmt::format("  and {}\n", counted(one.caused_by.size() - most_causes, "more post"));
    if (one.repair)
      text += fmt::format("  repair: {}{}\n",
                          harmless(in_words(result.after, changed.after, *one.repair)),
                          cost_of(*one.repair));
  }
  if (order.size() > 4 * how.most)
    text += fmt::format("and {} more; --all lists them\n",
                        counted(order.size() - 4 * how.most, "group"));

  std::map<std::uint32_t, std::pair<const collusion*, const collusion*>> numbers;
  for (const collusion& c : changed.before.colluding) numbers[c.process].first = &c;
  for (const collusion& c : changed.after.colluding) numbers[c.process].second = &c;
  if (!numbers.empty()) {
    text_table table;
    table.row({"Fewest hands that carry a case to its end", "before", "after"});
    for (const auto& [process, pair] : numbers)
      table.row({"  " + changed.after.processes[process],
                 pair.first != nullptr ? number_of(*pair.first) : "–",
                 pair.second != nullptr ? number_of(*pair.second) : "–"});
    text += "\n" + table.str();
    for (const auto& [process, pair] : numbers)
      if (pair.first != nullptr && pair.second != nullptr && pair.second->most < pair.first->most)
        text += fmt::format("  {}: now {}\n", harmless(changed.after.processes[process]),
                            second.hands(pair.second->hands));
  }
  const std::string were_concentrated = concentration_of(first);
  if (!were_concentrated.empty())
    text += "\nBefore: " + were_concentrated + "After:  " + concentration_of(second);
  return text + notes_of(changed.after);
}

}  // namespace pangkas::cli
