// SPDX-License-Identifier: BSL-1.0
#include "json_of.hpp"

#include "io/json_values.hpp"

#include <pangkas/core/finding_list.hpp>
#include <pangkas/decisions/decision_findings.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/metrics/span_of_control.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/version.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {

nlohmann::ordered_json detail::json_head(const evidence& origin) {
  nlohmann::ordered_json inputs = nlohmann::ordered_json::array();
  for (const input_file& input : origin.inputs)
    inputs.push_back({{"file", input.file}, {"sha256", input.sha256}});
  return {{"pangkas", version},
          {"inputs", std::move(inputs)},
          {"findings", {{"error", origin.errors}, {"warning", origin.warnings}}}};
}

namespace {

using detail::or_null;
using nlohmann::ordered_json;

ordered_json of(const span_summary& spans) {
  ordered_json buckets = ordered_json::object();
  for (std::size_t i = 0; i < span_bucket_names.size(); ++i)
    buckets[std::string(span_bucket_names[i])] = spans.buckets[i];
  const ordered_json max = spans.managers == 0 ? ordered_json() : ordered_json(spans.max);
  return {{"managers", spans.managers},      {"mean", or_null(spans.mean)},
          {"median", or_null(spans.median)}, {"max", max},
          {"one_to_one", spans.one_to_one},  {"buckets", std::move(buckets)}};
}

ordered_json of(const decision_summary& decisions) {
  return {
      {"matters", decisions.matters},
      {"volume", decisions.volume},
      {"undecidable", decisions.undecidable},
      {"mean_hand_offs", or_null(decisions.mean_hand_offs)},
      {"p50", or_null(decisions.p50)},
      {"p90", or_null(decisions.p90)},
      {"max", or_null(decisions.max)},
      {"mean_hand_offs_with_roles", or_null(decisions.mean_hand_offs_with_roles)},
      {"mean_hand_offs_with_coordination", or_null(decisions.mean_hand_offs_with_coordination)}};
}

ordered_json of(const matter_summary& m, const matter& asked) {
  ordered_json all{
      {"matter", asked.code},
      {"name", or_null(asked.name)},
      {"channel", to_string(asked.channel)},
      {"volume", m.volume},
      {"originators", m.originators},
      {"undecidable", m.undecidable},
      {"undecidable_volume", m.undecidable_volume},
      {"mean_hand_offs", or_null(m.mean_hand_offs)},
      {"p50", or_null(m.p50)},
      {"p90", or_null(m.p90)},
      {"max", or_null(m.max)},
      {"mean_hand_offs_with_roles", or_null(m.mean_hand_offs_with_roles)},
      {"mean_hand_offs_with_coordination", or_null(m.mean_hand_offs_with_coordination)},
      {"clerical_steps", asked.clerical_steps.size()},
      {"elapsed_hours", or_null(m.elapsed_hours)},
      {"wrong_refusal", or_null(m.wrong_refusal)},
      {"wrong_approval", or_null(m.wrong_approval)},
      {"handlers", m.handlers},
      {"least_delay_ideal", or_null(m.least_delay)}};
  if (asked.limit_hours) all["within_limit"] = or_null(m.within_limit);
  return all;
}

/// Adds what matters bring to the figures of the decision paths.
void add_decisions(ordered_json& all, const decided& d) {
  const decision_report& found = d.found;
  all["undecidable_volume"] = found.undecidable_volume;
  all["on"] = or_null(d.options.on);
  ordered_json by_matter = ordered_json::array();
  for (const matter_summary& m : found.matters)
    by_matter.push_back(of(m, d.org.matters()[m.matter]));
  all["by_matter"] = std::move(by_matter);
  ordered_json ranks = ordered_json::array();
  for (const rank_share& r : found.decided_by)
    ranks.push_back({{"rank", or_null(r.rank)}, {"volume", r.volume}, {"share", r.share}});
  all["decided_by_rank"] = std::move(ranks);
  ordered_json longest = ordered_json::array();
  for (const long_path& path : found.longest)
    longest.push_back({{"matter", d.org.matters()[path.matter].code},
                       {"originator", d.org.code(path.originator)},
                       {"hand_offs", path.hand_offs},
                       {"with_roles", path.hand_offs_with_roles},
                       {"with_coordination", path.hand_offs_with_coordination}});
  all["longest"] = std::move(longest);
  ordered_json busiest = ordered_json::array();
  for (const position_id p : found.busiest) {
    ordered_json one{{"position", d.org.code(p)},
                     {"pass_through", found.pass_through[p]},
                     {"traffic", found.traffic[p]}};
    one["load_minutes"] = found.load.empty() ? ordered_json() : ordered_json(found.load[p]);
    busiest.push_back(std::move(one));
  }
  all["busiest"] = std::move(busiest);
  all["load"] = {{"gini", or_null(found.load_gini)},
                 {"working_minutes", d.options.working_minutes}};
  if (const auto p = found.most_loaded)
    all["load"]["most"] = {
        {"position", d.org.code(*p)},
        {"minutes", found.load[*p]},
        {"full_time_posts", full_time_posts(d.org, *p, found.load[*p], d.options)},
        {"seats", d.org.seats(*p)}};
  ordered_json breaches = ordered_json::object();
  for (std::size_t i = 0; i < d.breaches.size(); ++i)
    breaches[std::string(to_string(static_cast<decision_rule>(i)))] = d.breaches[i];
  all["breaches"] = std::move(breaches);
}

/// Shares of what is known; null where nothing is.
ordered_json of(const decider_moves& moves) {
  if (!(moves.known() > 0)) return nullptr;
  return {{"up", moves.up / moves.known()},
          {"stayed", moves.stayed / moves.known()},
          {"down", moves.down / moves.known()},
          {"known_volume", moves.known()}};
}

ordered_json of(const matter_comparison& m) {
  return {{"matter", m.matter},
          {"volume", m.volume},
          {"compared", m.compared},
          {"mean_hand_offs_before", or_null(m.before.mean())},
          {"mean_hand_offs_after", or_null(m.after.mean())},
          {"mean_hand_offs_with_roles_before", or_null(m.with_roles_before.mean())},
          {"mean_hand_offs_with_roles_after", or_null(m.with_roles_after.mean())},
          {"p50_before", or_null(m.before.percentile(0.5))},
          {"p50_after", or_null(m.after.percentile(0.5))},
          {"p90_before", or_null(m.before.percentile(0.9))},
          {"p90_after", or_null(m.after.percentile(0.9))},
          {"max_before", or_null(m.before.longest())},
          {"max_after", or_null(m.after.longest())},
          {"formal", or_null(m.formal)},
          {"with_roles", or_null(m.with_roles)},
          {"with_coordination", or_null(m.with_coordination)},
          {"shadow", or_null(m.shadow)},
          {"longer", m.longer},
          {"shorter", m.shorter},
          {"unchanged", m.unchanged},
          {"undecidable_before", m.undecidable_before},
          {"undecidable_after", m.undecidable_after},
          {"newly_undecidable", m.newly_undecidable},
          {"decider_by_layer", of(m.by_layer)},
          {"decider_by_rank", of(m.by_rank)}};
}

ordered_json of(const policy_evidence& policy) {
  ordered_json all{{"name", policy.name}, {"sha256", policy.sha256}, {"roles", policy.roles}};
  if (!policy.layers.empty()) all["layers"] = policy.layers;
  if (policy.span_floor) all["span_floor"] = *policy.span_floor;
  if (policy.steps > 0) {
    all["steps"] = policy.steps;
    all["policies"] = ordered_json::array();
    for (const auto& [name, hash] : policy.policies)
      all["policies"].push_back({{"name", name}, {"sha256", hash}});
  }
  return all;
}

}  // namespace

ordered_json detail::json_of(const policy_evidence& policy) { return of(policy); }

ordered_json detail::json_of(const measures& found, const evidence& origin,
                             const std::optional<decided>& decisions) {
  ordered_json all = detail::json_head(origin);
  all["positions"] = found.positions;
  all["placed"] = found.placed;
  all["orphans"] = found.orphans;
  all["unrooted"] = found.unrooted;
  if (found.external > 0) all["external"] = found.external;
  all["roots"] = found.roots;
  all["layers"] = found.layers.layers;
  all["per_layer"] = found.layers.per_layer;
  all["mean_depth"] = or_null(found.layers.mean_depth);
  all["spans"] = of(found.spans);
  all["pair_distance"] = {{"mean", or_null(found.pair_distance.mean)},
                          {"diameter", or_null(found.pair_distance.diameter)}};
  all["decision_path"] = of(found.decisions);
  if (decisions) add_decisions(all["decision_path"], *decisions);
  return all;
}

void detail::add_terms(ordered_json& all, const authority& a) {
  if (!a.currency.empty()) all["currency"] = a.currency;
  if (a.whoever) all["whoever"] = to_string(*a.whoever);
  if (a.originators) all["for"] = to_string(*a.originators);
  if (!a.with.holders.empty()) all["with"] = to_string(a.with);
  if (a.quorum) all["quorum"] = *a.quorum;
}

std::string detail::text_of(const ordered_json& value) {
  return value.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

void add_steps(policy_evidence& told, const scenario& steps) {
  told.steps = steps.steps.size();
  for (const scenario_step& step : steps.steps)
    if (const auto* applied = std::get_if<policy_step>(&step.what))
      told.policies.emplace_back(applied->rules.name, applied->sha256);
}

comparison comparison_of(const played& scenario, const evidence& origin, policy_evidence policy) {
  const simplification& result = scenario.result;
  comparison found;
  static_cast<two_sides&>(found) = scenario.sides;
  found.before_evidence = origin;
  found.after_evidence = {origin.inputs, count(result.findings, severity::error),
                          count(result.findings, severity::warning)};
  found.converted = result.converted;
  found.merged = result.merged;
  found.rounds = result.rounds;
  found.converted_holders = result.converted_holders;
  found.kept_exempt = result.kept_exempt;
  found.laws = laws_to_amend(result.changes);
  found.findings_after = result.findings;
  found.policy = std::move(policy);
  return found;
}

std::string to_json(const measures& found, const evidence& origin,
                    const std::optional<decided>& decisions) {
  return detail::text_of(detail::json_of(found, origin, decisions));
}

std::string rows_head(std::string_view by, const evidence& origin) {
  ordered_json all = detail::json_head(origin);
  all["by"] = by;
  return detail::text_of(all);
}

std::string paths_to_json(const organisation& org, const std::vector<std::size_t>& matters,
                          position_id from, const decision_options& options,
                          const evidence& origin) {
  ordered_json all = detail::json_head(origin);
  all["on"] = or_null(options.on);
  all["originator"] = org.code(from);
  ordered_json paths = ordered_json::array();
  for (const std::size_t place : matters) {
    const followed_path found = decision_path(org, place, from, options);
    ordered_json path{{"matter", org.matters()[place].code}};
    path["undecidable"] =
        found.undecidable ? ordered_json(to_string(*found.undecidable)) : ordered_json();
    path["hand_offs"] = or_null(found.hand_offs);
    path["with_roles"] = or_null(found.hand_offs_with_roles);
    path["with_coordination"] = or_null(found.hand_offs_with_coordination);
    path["elapsed_hours"] = or_null(found.elapsed_hours);
    ordered_json steps = ordered_json::array();
    for (const path_step& s : found.steps) {
      ordered_json step{{"position", org.code(s.position)}, {"role", to_string(s.role)}};
      step["line"] = s.led_here ? ordered_json(to_string(*s.led_here)) : ordered_json();
      step["acts_for"] = s.acts_for ? ordered_json(org.code(*s.acts_for)) : ordered_json();
      step["passed_over"] = s.passed_over;
      if (s.act) step["act"] = to_string(*s.act);
      if (s.after) step["after"] = true;
      if (s.together > 0) step["together"] = s.together;
      steps.push_back(std::move(step));
    }
    path["steps"] = std::move(steps);
    ordered_json passed = ordered_json::array();
    for (const position_id p : found.passed_over) passed.push_back(org.code(p));
    path["passed_over"] = std::move(passed);
    if (found.authority) {
      const authority& a = org.authorities()[*found.authority];
      path["authority"] = {{"position", or_null(a.position)},
                           {"source", to_string(a.source)},
                           {"limit", or_null(a.limit)},
                           {"giver", or_null(a.giver)},
                           {"legal_source", or_null(a.legal_source)}};
      detail::add_terms(path["authority"], a);
    } else {
      path["authority"] = nullptr;
      if (!found.undecidable) path["fallback"] = true;
    }
    paths.push_back(std::move(path));
  }
  all["paths"] = std::move(paths);
  return detail::text_of(all);
}

ordered_json detail::json_of(const comparison& found) {
  ordered_json findings = ordered_json::array();
  for (const finding& f : found.findings_after)
    findings.push_back({{"rule", f.rule}, {"position", or_null(f.position)}, {"detail", f.detail}});
  ordered_json shrink{{"formal", or_null(found.change.formal)},
                      {"with_roles", or_null(found.change.with_roles)},
                      {"with_coordination", or_null(found.change.with_coordination)},
                      {"shadow", or_null(found.change.shadow)},
                      {"longer", found.change.longer},
                      {"pso_percent", or_null(found.change.pso_percent)}};
  if (!found.change.matters.empty()) {
    ordered_json by_matter = ordered_json::array();
    for (const matter_comparison& m : found.change.matters) by_matter.push_back(of(m));
    shrink["by_matter"] = std::move(by_matter);
    shrink["decider_by_layer"] = of(found.change.by_layer);
    shrink["decider_by_rank"] = of(found.change.by_rank);
  }
  ordered_json all{{"before", json_of(found.before, found.before_evidence, found.decided_before)},
                   {"after", json_of(found.after, found.after_evidence, found.decided_after)},
                   {"shrink", std::move(shrink)},
                   {"converted", found.converted},
                   {"kept_exempt", or_null(found.kept_exempt)},
                   {"findings_after", std::move(findings)}};
  if (found.merged > 0) all["merged"] = found.merged;
  if (found.rounds > 0) all["rounds"] = found.rounds;
  if (!found.laws.empty()) {
    ordered_json laws = ordered_json::array();
    for (const law_to_amend& law : found.laws)
      laws.push_back({{"legal_source", law.legal_source}, {"posts", law.posts}});
    all["laws_to_amend"] = std::move(laws);
  }
  if (found.positions) {
    for (std::size_t i = 0; i < found.positions->counts.size(); ++i)
      all["positions"][std::string(to_string(static_cast<position_change>(i)))] =
          found.positions->counts[i];
    all["not_compared"] = found.positions->not_compared;
    all["only_holders"] = found.positions->only_holders;
  }
  if (found.policy) all["policy"] = of(*found.policy);
  return all;
}

std::string to_json(const comparison& found) { return detail::text_of(detail::json_of(found)); }

std::string to_json(const evidence& origin, const policy_evidence& policy) {
  ordered_json all = detail::json_head(origin);
  all["policy"] = of(policy);
  return all.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

namespace {

ordered_json of(const std::vector<finding>& findings) {
  ordered_json list = ordered_json::array();
  for (const finding& f : findings)
    list.push_back({{"file", or_null(f.file)},
                    {"row", or_null(f.row)},
                    {"column", or_null(f.column)},
                    {"position", or_null(f.position)},
                    {"rule", f.rule},
                    {"severity", to_string(f.level)},
                    {"detail", f.detail},
                    {"action", or_null(f.action)}});
  return list;
}

ordered_json rows_of(const std::vector<table_account>& tables) {
  if (tables.empty()) return nullptr;
  table_account all;
  for (const table_account& table : tables) {
    all.rows += table.rows;
    all.positions += table.positions;
    all.job_shares += table.job_shares;
    all.repeated += table.repeated;
    for (const auto& [reason, rows] : table.left_out) all.left_out[reason] += rows;
  }
  return {{"read", all.rows},
          {"positions", all.positions},
          {"job_shares", all.job_shares},
          {"repeated", all.repeated},
          {"left_out", all.left_out_rows()},
          {"left_out_for", all.left_out}};
}

}  // namespace

std::string to_json(const std::vector<finding>& findings, const evidence& origin) {
  ordered_json all = detail::json_head(origin);
  all["list"] = of(findings);
  return detail::text_of(all);
}

std::string to_json(const read_result& read, const evidence& origin) {
  ordered_json all = detail::json_head(origin);
  all["rows"] = rows_of(read.tables);
  ordered_json columns = ordered_json::array();
  for (const table_account& table : read.tables)
    for (const column_account& column : table.columns)
      columns.push_back({{"file", table.file},
                         {"heading", column.heading},
                         {"read_as", or_null(column.read_as)}});
  all["columns"] = std::move(columns);
  ordered_json roots = ordered_json::array();
  const command_forest& forest = read.organisation.command();
  const std::vector<std::uint32_t> sizes = forest.tree_sizes();
  for (std::uint32_t root = 0; root < sizes.size(); ++root)
    roots.push_back({{"code", read.organisation.code(position_id{root})}, {"size", sizes[root]}});
  all["roots"] = std::move(roots);
  if (const holder_counts counts = count_holders(read.organisation); counts.holders > 0)
    all["holders"] = {{"holders", counts.holders},
                      {"positions", counts.positions},
                      {"in_several", counts.in_several}};
  all["list"] = of(read.findings);
  return detail::text_of(all);
}

}  // namespace pangkas
