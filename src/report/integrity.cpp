// SPDX-License-Identifier: BSL-1.0
#include "json_of.hpp"

#include "io/json_values.hpp"

#include <pangkas/report/integrity.hpp>
#include <pangkas/simplify/ledger.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::or_null;
using nlohmann::ordered_json;

/// One state of an organisation with its duties.
struct integrity_side {
  integrity_side(const organisation& of_org, const integrity_tables& of_tables,
                 const integrity_report& of_found, const integrity_telling& of_how)
      : org(of_org),
        tables(of_tables),
        found(of_found),
        how(of_how),
        posts(of_tables.holders.size()) {
    for (const held_post& post : tables.held) posts[post.holder].push_back(post.row);
  }

  const organisation& org;
  const integrity_tables& tables;
  const integrity_report& found;
  const integrity_telling& how;
  std::vector<std::vector<row_index>> posts;  ///< by holder

  [[nodiscard]] std::string_view code(row_index row) const {
    return org.code(org.position_at(row));
  }
  [[nodiscard]] ordered_json codes(const std::vector<row_index>& rows) const {
    ordered_json all = ordered_json::array();
    for (const row_index row : rows) all.push_back(code(row));
    return all;
  }
  [[nodiscard]] ordered_json process(std::uint32_t place) const {
    return place == none_of_them ? ordered_json() : ordered_json(found.processes[place]);
  }
  /// The posts of a hand, with its code only where holders are told.
  [[nodiscard]] ordered_json hand(std::uint32_t number) const {
    if (number == none_of_them) return nullptr;
    const auto holder = tables.holder_of(number);
    ordered_json all{
        {"positions", codes(holder ? posts[*holder] : std::vector{tables.row_of(number)})}};
    if (how.with_holders)
      all["holder"] = holder ? ordered_json(tables.holders[*holder]) : ordered_json();
    return all;
  }

  [[nodiscard]] ordered_json of(const breach& b) const {
    const breach_rule& rule = found.rules[b.rule];
    ordered_json duties = ordered_json::array();
    for (const std::uint32_t duty : b.duties) duties.push_back(found.duties[duty]);
    ordered_json all{{"rule", rule.id},
                     {"kind", to_string(b.kind)},
                     {"positions", codes(b.rows)},
                     {"matter", process(b.process)},
                     {"severity", to_string(rule.level)},
                     {"caused_by", ordered_json::array()},
                     {"repair", nullptr},
                     {"duties", std::move(duties)},
                     {"hand", hand(b.hand)}};
    if (b.inherited) all["inherited"] = true;
    if (b.needed > 0) {
      if (b.kind != breach_kind::overstay) all["found"] = b.found;
      all["needed"] = b.needed;
    }
    return all;
  }

  [[nodiscard]] ordered_json of(const length_histogram& by_hands) const {
    ordered_json all = ordered_json::object();
    for (std::size_t n = 0; n < by_hands.volumes().size(); ++n)
      if (by_hands.volumes()[n] > 0) all[std::to_string(n)] = by_hands.volumes()[n];
    return all;
  }

  /// @param breaches  As of() makes them, perhaps with more.
  [[nodiscard]] ordered_json whole(ordered_json breaches) const {
    ordered_json numbers = ordered_json::object();
    ordered_json sets = ordered_json::object();
    for (const collusion& c : found.colluding) {
      const std::string& name = found.processes[c.process];
      numbers[name] = c.most;
      ordered_json hands = ordered_json::array();
      for (const std::uint32_t each : c.hands) hands.push_back(hand(each));
      sets[name] = {
          {"least", c.least},
          {"most", c.most},
          {"hands", std::move(hands)},
          {"drafter", c.drafter == no_row ? ordered_json() : ordered_json(code(c.drafter))},
          {"volume_by_hands", of(c.distribution)}};
    }
    const auto share = [&](double volume) {
      return found.decided > 0 ? ordered_json(volume / found.decided) : ordered_json();
    };
    ordered_json list = ordered_json::array();
    for (const finding& f : found.findings)
      list.push_back({{"rule", f.rule},
                      {"severity", to_string(f.level)},
                      {"position", or_null(f.position)},
                      {"detail", f.detail}});
    return {{"breaches", std::move(breaches)},
            {"counts", counts()},
            {"collusion", std::move(numbers)},
            {"collusion_sets", std::move(sets)},
            {"concentration",
             {{"decided", found.decided},
              {"alone", share(found.alone)},
              {"most", share(found.most_decided)},
              {"most_deciding", hand(found.most_deciding)}}},
            {"volume_by_hands", of(found.distribution)},
            {"day_is_known", found.is_day_known},
            {"notes", std::move(list)}};
  }

  [[nodiscard]] ordered_json counts() const {
    std::array<std::size_t, detail::breach_kind_names.size()> all{};
    for (const breach& b : found.breaches) ++all[static_cast<std::size_t>(b.kind)];
    ordered_json named = ordered_json::object();
    for (std::size_t i = 0; i < all.size(); ++i)
      named[std::string(detail::breach_kind_names[i])] = all[i];
    return named;
  }
  /// Those that stand before all others, no more than there is room for, which fill what is left.
  [[nodiscard]] ordered_json breaches(const std::vector<ordered_json>& first = {},
                                      const std::vector<bool>& are_first = {}) const {
    ordered_json all = first;
    for (std::size_t i = 0; i < found.breaches.size() && all.size() < how.most; ++i) {
      if (i < are_first.size() && are_first[i]) continue;
      all.push_back(of(found.breaches[i]));
      if (!are_first.empty()) all.back()["new"] = false;
    }
    return all;
  }
};

void add_rules(ordered_json& all, const integrity_telling& how) {
  ordered_json rules = ordered_json::array();
  for (const rules_evidence& each : how.rules)
    rules.push_back({{"name", each.name}, {"sha256", each.sha256}});
  all["rules"] = std::move(rules);
}

ordered_json of(const ledger& changes, std::uint32_t entry) {
  const change_in_words words = in_words(changes, changes.entries[entry]);
  return {{"position", or_null(words.position)},
          {"change", words.change},
          {"was", or_null(words.was)},
          {"is", or_null(words.is)},
          {"rule", words.rule}};
}

ordered_json of(const integrity_side& side, const integrity_repair& repair) {
  ordered_json all{{"kind", to_string(repair.kind)}, {"positions", side.codes(repair.rows)}};
  if (repair.kind == repair_kind::move_duty) {
    all["duty"] = side.found.duties[repair.duty];
    all["from"] = side.code(repair.from);
  }
  all["hand_offs"] = repair.hand_offs;
  all["words"] = in_words(side.org, side.found, repair);
  return all;
}

}  // namespace

std::string to_json(const organisation& org, const integrity_tables& tables,
                    const integrity_report& found, const evidence& origin,
                    const integrity_telling& how) {
  const integrity_side side(org, tables, found, how);
  ordered_json all = detail::json_head(origin);
  add_rules(all, how);
  all.update(side.whole(side.breaches()));
  return detail::text_of(all);
}

std::string to_json(const organisation& before, const integrity_change& changed,
                    const simplification& result, const integrity_tables& tables,
                    const policy_evidence& policy, const evidence& origin,
                    const integrity_telling& how) {
  const integrity_side first(before, tables, changed.before, how);
  const integrity_side second(result.after, changed.tables_after, changed.after, how);
  std::vector<ordered_json> brought;
  std::vector<bool> is_new(changed.after.breaches.size(), false);
  for (const brought_breach& b : changed.brought) {
    is_new[b.place] = true;
    if (brought.size() == how.most) continue;
    ordered_json each = second.of(changed.after.breaches[b.place]);
    each["new"] = true;
    for (const std::uint32_t entry : b.caused_by)
      each["caused_by"].push_back(of(result.changes, entry));
    if (b.repair) each["repair"] = of(second, *b.repair);
    brought.push_back(std::move(each));
  }
  ordered_json all = detail::json_head(origin);
  add_rules(all, how);
  all["policy"] = detail::json_of(policy);
  all["before"] = first.whole(first.breaches());
  all["after"] = second.whole(second.breaches(brought, is_new));
  all["new"] = changed.brought.size();
  all["gone"] = changed.gone;
  all["kept"] = changed.kept;
  return detail::text_of(all);
}

}  // namespace pangkas
