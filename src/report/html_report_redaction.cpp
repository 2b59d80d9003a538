// SPDX-License-Identifier: BSL-1.0
#include "html_report_parts.hpp"

#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/io/presets.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

/// Neutral names, given in the order in which texts are first asked for.
class neutral_names {
 public:
  explicit neutral_names(std::string prefix) : prefix_(std::move(prefix)) {}

  /// @brief The name of a text; none for an empty one.
  const std::string& of(std::string_view text) {
    static const std::string none;
    if (text.empty()) return none;
    const auto [found, is_new] = names_.emplace(std::string(text), std::string{});
    if (is_new) found->second = prefix_ + std::to_string(names_.size());
    return found->second;
  }

 private:
  std::string prefix_;
  std::unordered_map<std::string, std::string> names_;
};

bool is_preset(const rank_scheme& scheme) {
  return std::ranges::any_of(preset_schemes(), [&](const std::string& name) {
    return name == scheme.name() && *preset_scheme(name) == scheme;
  });
}

/// The same ranks under numbers.
std::shared_ptr<const rank_scheme> numbered(const rank_scheme& scheme) {
  std::vector<rank> ranks;
  for (const rank& known : scheme.ranks()) {
    rank r;
    r.name = "G" + std::to_string(ranks.size() + 1);
    r.kind = known.kind;
    r.administrative = known.administrative;
    ranks.push_back(std::move(r));
  }
  return std::make_shared<rank_scheme>("ranks", "", std::move(ranks));
}

class redactor {
 public:
  explicit redactor(const report_content& content) : real_(content), named_(content) {}

  report_content run() && {
    name_scheme();
    name_matters();
    find_small_groups();
    name_positions();
    named_.is_redacted = true;
    named_.before = organisation_of(real_.before);
    if (real_.change) named_.change->after = organisation_of(real_.change->after);
    take_out(named_.origin);
    take_out(named_.findings);
    take_out(named_.decisions, named_.before);
    named_.options.absent_flag.clear();
    if (named_.change) take_out(*named_.change);
    return std::move(named_);
  }

 private:
  void name_scheme() {
    const auto& scheme = real_.before.parts().scheme;
    scheme_ = is_preset(*scheme) ? scheme : numbered(*scheme);
  }

  void name_matters() {
    for (const matter& m : real_.before.matters()) static_cast<void>(matters_.of(m.code));
  }

  std::string rank_named(std::string_view rank) {
    if (rank.empty()) return {};
    const auto known = real_.before.scheme().find(rank);
    std::string name = known ? (*scheme_)[*known].name : ranks_.of(rank);
    return small_ranks_.contains(name) ? std::string{} : name;
  }

  /// A group is small if it is in any scenario of the page: what is withheld in one stands in none.
  void find_small_groups() {
    if (!real_.change) return find_small_groups(real_.before);
    find_small_groups(real_.change->after);
    for (const report_alternative& other : real_.others) find_small_groups(other.change.after);
  }

  /// Counts the positions that have a rank, kind or unit before or after: who kept a rank that most
  /// lost is known from before.
  void find_small_groups(const organisation& after) {
    std::map<std::string, std::size_t, std::less<>> ranks;
    std::unordered_map<std::string_view, std::size_t> units;
    std::array<std::size_t, 4> kinds{};  // the last: none
    const auto kind_of = [](const organisation& org, position_id p) {
      const auto kind = org.kind(p);
      return kind ? static_cast<std::size_t>(*kind) : std::size_t{3};
    };
    const organisation& before = real_.before;
    const row_index added = first_added(real_);
    const std::vector<std::string> names_before = rank_names(before);
    const std::vector<std::string> names_after = rank_names(after);
    for (row_index row = 0; row < after.size(); ++row) {
      const position_id now = after.position_at(row);
      const std::string& is = names_after[after.table().ranks->entry(row)];
      const std::size_t kind_is = kind_of(after, now);
      ++ranks[is];
      ++kinds[kind_is];
      if (row >= added) {
        ++units[after.unit(now)];
        continue;
      }
      const position_id p = before.position_at(row);
      const std::string& was = names_before[before.table().ranks->entry(row)];
      if (is != was) ++ranks[was];
      const std::size_t kind_was = kind_of(before, p);
      if (kind_is != kind_was) ++kinds[kind_was];
      ++units[before.unit(p)];
    }
    for (const auto& [name, count] : ranks)
      if (count < report_view::smallest_group) small_ranks_.insert(name);
    for (const auto& [name, count] : units)
      if (count < report_view::smallest_group) small_units_.insert(std::string(name));
    for (std::size_t i = 0; i < is_small_kind_.size(); ++i)
      is_small_kind_[i] = is_small_kind_[i] || kinds[i] < report_view::smallest_group;
  }

  /// The name of each entry of the column of ranks.
  std::vector<std::string> rank_names(const organisation& org) {
    std::vector<std::string> names;
    const text_column& ranks = org.table().ranks->values();
    for (std::size_t i = 0; i < ranks.size(); ++i) names.push_back(rank_named(ranks[i]));
    return names;
  }

  [[nodiscard]] std::optional<position_kind> kind_named(std::optional<position_kind> kind) const {
    if (kind && is_small_kind_[static_cast<std::size_t>(*kind)]) return std::nullopt;
    return kind;
  }

  void name_positions() {
    const organisation& org = real_.before;
    const auto codes = std::make_shared<code_column>();
    const auto units = std::make_shared<dictionary_column>();
    const auto empty = std::make_shared<dictionary_column>();
    const auto numbers = std::make_shared<number_column>();
    const auto flags = std::make_shared<flag_column>();
    neutral_names unit_names("U");
    std::vector<std::string> unit_of(org.table().units->values().size());
    // Those that a scenario adds come last, so that the others have the same names in each.
    const row_index added = first_added(real_);
    numbers_.resize(org.size());
    std::size_t number = 0;
    for (const bool is_added : {false, true})
      for (position_id p{0}; p < org.size(); ++p) {
        if ((org.row(p) >= added) != is_added) continue;
        numbers_[p] = ++number;
        if (!small_units_.contains(std::string(org.unit(p))))
          unit_of[org.table().units->entry(org.row(p))] = unit_names.of(org.unit(p));
      }
    for (row_index row = 0; row < org.size(); ++row) {
      codes->texts.push_back(name_of(org.position_at(row)));
      codes->index.enter_last(codes->texts);
      units->push_back(unit_of[org.table().units->entry(row)]);
      empty->push_back({});
      numbers->push_back(std::nullopt);
      flags->push_back({});
    }
    table_.codes = codes;
    table_.titles = empty;
    table_.units = units;
    table_.filled = numbers;
    table_.classes = empty;
    table_.costs = numbers;
    table_.budgets = std::make_shared<rare_number_column>();
    table_.flags = flags;
    table_.holders = std::make_shared<rare_text_column>();
    table_.legal_sources = std::make_shared<rare_text_column>();
  }

  /// The name of a code, which need not be one of a position.
  std::string code_named(const std::string& code) {
    const auto found = real_.before.find(code);
    if (!found) return others_.of(code);
    return name_of(*found);
  }
  [[nodiscard]] std::string name_of(position_id before) const {
    return "P" + std::to_string(numbers_[before]);
  }
  std::string matter_named(const std::string& code) {
    return code == "*" ? code : matters_.of(code);
  }
  void take_out(authority& a) {
    authority plain;
    plain.position = code_named(a.position);
    plain.giver = code_named(a.giver);
    plain.matter = matter_named(a.matter);
    plain.limit = a.limit;
    plain.source = a.source;
    plain.from = a.from;
    plain.until = a.until;
    plain.acting = a.acting;
    a = std::move(plain);
  }
  void take_out(std::vector<std::string>& clerical_steps) {
    for (std::string& step : clerical_steps) step = clerical_steps_.of(step);
  }

  organisation organisation_of(const organisation& org) {
    organisation_parts parts = org.parts();
    const position_table given = parts.table;
    parts.table = table_;
    parts.table.seats = given.seats;
    const auto kinds = std::make_shared<kind_column>();
    const auto ranks = std::make_shared<dictionary_column>();
    const std::vector<std::string> names = rank_names(org);
    for (row_index row = 0; row < org.size(); ++row) {
      kinds->push_back(kind_named(org.kind(org.position_at(row))));
      ranks->push_back(names[given.ranks->entry(row)]);
    }
    parts.table.kinds = kinds;
    parts.table.ranks = ranks;
    parts.scheme = scheme_;
    for (auto& [row, code] : parts.unresolved) code = others_.of(code);
    for (authority& a : parts.authorities) take_out(a);
    for (std::string& name : parts.line_names)
      if (!is_date(name))  // as those of authorities, days stay
        name = real_.before.find_matter(name) ? matter_named(name) : roles_.of(name);
    parts.steps.clear();
    for (matter& m : parts.matters) {
      matter plain;
      plain.code = matter_named(m.code);
      plain.volume = m.volume;
      plain.amount = m.amount;
      plain.channel = m.channel;
      plain.clerical_steps = m.clerical_steps;
      take_out(plain.clerical_steps);
      m = std::move(plain);
    }
    return organisation(std::move(parts), org);
  }

  void take_out(evidence& origin) const {
    for (std::size_t i = 0; i < origin.inputs.size(); ++i)
      origin.inputs[i].file = "file " + std::to_string(i + 1);
  }

  void take_out(std::vector<finding>& findings) const {
    for (finding& f : findings) {
      f.file.clear();
      f.column.clear();
      f.detail.clear();
      f.action.clear();
      if (f.position.empty()) continue;
      const auto found = real_.before.find(f.position);
      f.position = found ? name_of(*found) : std::string{};
    }
  }

  void take_out(std::optional<decided>& decisions, const organisation& named) {
    if (!decisions) return;
    decisions->org = named;
    decisions->options.absent_flag.clear();
    std::vector<rank_share> shares;
    for (rank_share& share : decisions->found.decided_by) {
      share.rank = rank_named(share.rank);
      const auto same = std::ranges::find(shares, share.rank, &rank_share::rank);
      if (same == shares.end()) {
        shares.push_back(std::move(share));
        continue;
      }
      same->volume += share.volume;
      same->share += share.share;
    }
    std::ranges::stable_sort(shares, std::ranges::greater{}, &rank_share::volume);
    decisions->found.decided_by = std::move(shares);
  }

  void take_out(report_change& change) {
    change.changes.codes = table_.codes;
    change.changes.legal_sources = table_.legal_sources;
    if (!change.is_preset) {
      policy plain;
      plain.name = "policy";
      plain.checks = change.rules.checks;
      plain.roles.kind = change.rules.roles.kind;
      change.rules = std::move(plain);
      change.changes.policy = "policy";
      std::size_t number = 0;
      for (ledger_rule& rule : change.changes.rules)
        rule = {rule.section, "rule " + std::to_string(++number), {}, {}};
    }
    for (position_state& state : change.changes.states) {
      state.declared_kind = kind_named(state.declared_kind);
      state.kind = kind_named(state.kind);
      state.rank = rank_named(state.rank);
      state.position_class.clear();
    }
    for (std::string& name : change.changes.role_names) name = roles_.of(name);
    for (std::string& name : change.changes.new_line_names) name = roles_.of(name);
    // What a post is called, costs and is filled with is withheld on both sides.
    for (attribute_change& value : change.changes.values)
      if (value.attribute != position_attribute::seats) value.was = value.is = {};
    for (whole_line& line : change.changes.whole_lines) {
      line.matter = matter_named(line.matter);
      line.role = roles_.of(line.role);
      line.legal_source.clear();
    }
    for (authority_change& a : change.changes.authorities) {
      take_out(a.was);
      if (a.is) take_out(*a.is);
    }
    for (matter_change& m : change.changes.matters) {
      m.code = matter_named(m.code);
      take_out(m.was.clerical_steps);
      take_out(m.is.clerical_steps);
    }
    comparison& found = change.found;
    take_out(found.before_evidence);
    take_out(found.after_evidence);
    take_out(found.findings_after);
    for (matter_comparison& m : found.change.matters) m.matter = matter_named(m.matter);
    take_out(found.decided_before, named_.before);
    take_out(found.decided_after, change.after);
    if (!found.policy || change.is_preset) return;
    found.policy->name = "policy";
    for (auto& applied : found.policy->policies) applied.first = "policy";
  }

  const report_content& real_;
  report_content named_;
  std::shared_ptr<const rank_scheme> scheme_;
  position_table table_;
  std::vector<std::size_t> numbers_;  ///< by position before
  std::set<std::string, std::less<>> small_ranks_;
  std::set<std::string, std::less<>> small_units_;
  std::array<bool, 3> is_small_kind_{};
  neutral_names ranks_{"rank "};
  neutral_names matters_{"M"};
  neutral_names roles_{"R"};
  neutral_names others_{"X"};
  neutral_names clerical_steps_{"step "};
};

}  // namespace

report_content redacted(const report_content& content) { return redactor(content).run(); }

}  // namespace pangkas::detail
