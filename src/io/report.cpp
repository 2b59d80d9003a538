// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/report.hpp>
#include <pangkas/metrics/span_of_control.hpp>
#include <pangkas/version.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas {
namespace {

using nlohmann::ordered_json;

template <class T>
ordered_json or_null(const std::optional<T>& value) {
  if (!value) return nullptr;
  return *value;
}

ordered_json or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return text;
}

ordered_json head(const evidence& origin) {
  ordered_json inputs = ordered_json::array();
  for (const input_file& input : origin.inputs)
    inputs.push_back({{"file", input.file}, {"sha256", input.sha256}});
  return {{"pangkas", version},
          {"inputs", std::move(inputs)},
          {"findings", {{"error", origin.errors}, {"warning", origin.warnings}}}};
}

ordered_json of(const span_summary& spans) {
  ordered_json buckets = ordered_json::object();
  for (std::size_t i = 0; i < span_bucket_names.size(); ++i)
    buckets[std::string(span_bucket_names[i])] = spans.buckets[i];
  const auto max = spans.managers == 0 ? std::nullopt : std::optional(spans.max);
  return {{"managers", spans.managers},      {"mean", or_null(spans.mean)},
          {"median", or_null(spans.median)}, {"max", or_null(max)},
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

ordered_json of(const measures& found, const evidence& origin) {
  ordered_json all = head(origin);
  all["positions"] = found.positions;
  all["placed"] = found.placed;
  all["orphans"] = found.orphans;
  all["unrooted"] = found.unrooted;
  all["roots"] = found.roots;
  all["layers"] = found.layers.layers;
  all["per_layer"] = found.layers.per_layer;
  all["mean_depth"] = or_null(found.layers.mean_depth);
  all["spans"] = of(found.spans);
  all["pair_distance"] = {{"mean", or_null(found.pair_distance.mean)},
                          {"diameter", or_null(found.pair_distance.diameter)}};
  all["decision_path"] = of(found.decisions);
  return all;
}

ordered_json of(const policy_evidence& policy) {
  ordered_json all{{"name", policy.name}, {"sha256", policy.sha256}, {"roles", policy.roles}};
  if (!policy.layers.empty()) all["layers"] = policy.layers;
  return all;
}

std::string text(const ordered_json& value) {
  return value.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string to_json(const measures& found, const evidence& origin) {
  return text(of(found, origin));
}

std::string to_json(const comparison& found) {
  ordered_json findings = ordered_json::array();
  for (const finding& f : found.findings_after)
    findings.push_back({{"rule", f.rule}, {"position", or_null(f.position)}, {"detail", f.detail}});
  ordered_json all{{"before", of(found.before, found.before_evidence)},
                   {"after", of(found.after, found.after_evidence)},
                   {"shrink",
                    {{"formal", or_null(found.change.formal)},
                     {"with_roles", or_null(found.change.with_roles)},
                     {"longer", found.change.longer},
                     {"pso_percent", or_null(found.change.pso_percent)}}},
                   {"converted", found.converted},
                   {"kept_exempt", or_null(found.kept_exempt)},
                   {"findings_after", std::move(findings)}};
  if (found.policy) all["policy"] = of(*found.policy);
  return text(all);
}

std::string to_json(const evidence& origin, const policy_evidence& policy) {
  ordered_json all = head(origin);
  all["policy"] = of(policy);
  return all.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string to_json(const std::vector<finding>& findings, const evidence& origin) {
  ordered_json all = head(origin);
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
  all["list"] = std::move(list);
  return text(all);
}

}  // namespace pangkas
