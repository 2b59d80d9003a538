// SPDX-License-Identifier: BSL-1.0
#include "text_report.hpp"

#include "decision_text.hpp"
#include "input.hpp"
#include "number_text.hpp"
#include "streams.hpp"
#include "text_table.hpp"

#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

std::string per_layer(const layer_summary& layers) {
  return layers.per_layer.empty() ? "–" : fmt::format("{}", fmt::join(layers.per_layer, " / "));
}

std::string buckets(const span_summary& spans) {
  std::string text;
  for (std::size_t i = 0; i < spans.buckets.size(); ++i)
    text += fmt::format("{}{}: {}", i == 0 ? "" : "   ", span_bucket_names[i], spans.buckets[i]);
  return text;
}

/// A figure that both sides have, with its change.
void figure(text_table& table, std::string name, std::optional<double> before,
            std::optional<double> after) {
  std::string change = "–";
  if (before && after)
    change = *after == *before
                 ? "="
                 : fmt::format("{}{}", *after > *before ? "+" : "", shown(*after - *before));
  table.row({std::move(name), shown(before), shown(after), std::move(change)});
}

std::optional<double> real(std::optional<std::size_t> value) {
  if (!value) return std::nullopt;
  return static_cast<double>(*value);
}
std::optional<double> real(std::size_t value) { return static_cast<double>(value); }

std::string sentence(const comparison& found) {
  const before_after& change = found.change;
  std::string text;
  if (!change.formal)
    text = "No decision path can be compared";
  else if (*change.formal > 0)
    text = fmt::format("Decision paths get {} shorter", percent(change.formal));
  else if (*change.formal < 0)
    text = fmt::format("Decision paths get {} longer", percent(-*change.formal));
  else
    text = "Decision paths stay as long as they were";
  if (change.formal && change.with_roles != change.formal)
    text += fmt::format(
        ", but {} once the steps of coordinators and leads are counted",
        *change.with_roles > 0   ? fmt::format("only {} shorter", percent(change.with_roles))
        : *change.with_roles < 0 ? fmt::format("{} longer", percent(-*change.with_roles))
                                 : std::string("not at all"));
  const std::size_t before = found.before.spans.max;
  const std::size_t after = found.after.spans.max;
  if (after > before)
    text += fmt::format("; the widest span grows from {} to {}", before, after);
  else if (after < before)
    text += fmt::format("; the widest span falls from {} to {}", before, after);
  else if (after > 0)
    text += fmt::format("; the widest span stays {}", after);
  if (change.longer > 0) text += "; longer: " + counted(change.longer, "path");

  std::map<std::string, std::size_t> failed;
  for (const finding& f : found.findings_after) ++failed[f.rule];
  if (failed.empty()) {
    text += found.policy ? "; every check passed." : ".";
  } else {
    text += "; checks that failed: ";
    std::string list;
    for (const auto& [rule, times] : failed)
      list += fmt::format("{}{}{}", list.empty() ? "" : ", ", rule,
                          times > 1 ? fmt::format(" ({})", times) : "");
    text += list + ".";
  }
  return text;
}

/// Most organisations know no positions outside themselves: nothing is said of none.
std::string and_external(std::size_t positions) {
  return positions == 0 ? std::string() : fmt::format(", {} external", positions);
}

}  // namespace

std::string findings_text(const std::vector<finding>& findings, std::size_t most,
                          std::string_view how_to_see_all) {
  std::string text;
  std::map<std::string, std::size_t> shown_of;
  std::map<std::string, std::size_t> left_out;
  for (const finding& f : findings) {
    if (++shown_of[f.rule] > most) {
      ++left_out[f.rule];
      continue;
    }
    std::string line = f.file;
    if (f.row) line += fmt::format(":{}", *f.row);
    line += fmt::format("{}{}: {}", line.empty() ? "" : ": ", to_string(f.level), f.rule);
    if (!f.column.empty()) line += fmt::format(" [{}]", f.column);
    line += fmt::format(": {} — {}", f.detail, f.action);
    text += harmless(line) + '\n';
  }
  for (const auto& [rule, times] : left_out)
    text += fmt::format("… and {} more of {} ({})\n", times, rule, how_to_see_all);
  return text;
}

std::string counts_text(const evidence& origin) {
  return counted(origin.errors, "error") + ", " + counted(origin.warnings, "warning");
}

std::string coverage_text(const organisation& org) {
  const command_forest& forest = org.command();
  if (org.size() == 0) return "There are no positions.\n";
  return fmt::format(
      "{} of {} ({}) {} in {} below {}; {}, {} unrooted{}.\n", forest.placed(),
      counted(org.size(), "position"),
      percent(static_cast<double>(forest.placed()) / static_cast<double>(org.size())),
      agreeing(forest.placed(), "stands", "stand"), counted(forest.layers(), "layer"),
      counted(forest.roots(), "root"), counted(forest.orphans(), "orphan"), forest.unrooted(),
      and_external(forest.external()));
}

std::string account_text(const std::vector<table_account>& tables, bool all) {
  std::string text;
  for (const table_account& table : tables) {
    text += fmt::format("{}: {} = {}", harmless(table.file), counted(table.rows, "row"),
                        counted(table.positions, "position"));
    if (table.job_shares > 0) text += " + " + counted(table.job_shares, "job share");
    if (table.repeated > 0) text += fmt::format(" + {} repeated", table.repeated);
    if (table.left_out_rows() > 0) {
      text += fmt::format(" + {} left out (", table.left_out_rows());
      for (std::string_view between; const auto& [reason, rows] : table.left_out)
        text += fmt::format("{}{} {}", std::exchange(between, ", "), reason, rows);
      text += ')';
    }
    text += "\n  read";
    const std::size_t most = all ? std::numeric_limits<std::size_t>::max() : 12;
    std::vector<std::string> left_alone;
    for (std::string_view between = " "; const column_account& column : table.columns) {
      const std::string heading = harmless(column.heading);
      if (column.read_as.empty()) {
        if (!heading.empty()) left_alone.push_back(heading);
        continue;
      }
      text += std::exchange(between, ", ");
      text += heading;
      if (heading != column.read_as) text += " as " + column.read_as;
    }
    const std::size_t named = std::min(most, left_alone.size());
    if (named > 0)
      text += fmt::format("; left alone: {}",
                          fmt::join(left_alone.begin(),
                                    left_alone.begin() + static_cast<std::ptrdiff_t>(named), ", "));
    if (named < left_alone.size())
      text += fmt::format(" and {} more (--all shows them)", left_alone.size() - named);
    text += '\n';
  }
  return text;
}

std::string roots_text(const organisation& org, bool all) {
  const std::vector<std::uint32_t> sizes = org.command().tree_sizes();
  if (sizes.size() < 2) return {};
  const std::size_t most = all ? sizes.size() : std::min<std::size_t>(sizes.size(), 20);
  std::string text = "Roots:";
  for (std::uint32_t root = 0; root < most; ++root)
    text += fmt::format("{} {} ({})", root == 0 ? "" : ",", harmless(org.code(position_id{root})),
                        sizes[root]);
  if (most < sizes.size())
    text += fmt::format(" and {} more (--all shows them)", sizes.size() - most);
  return text + '\n';
}

std::string measures_text(const measures& found, const evidence& origin,
                          const std::optional<decided>& decisions) {
  std::string text;
  for (const input_file& input : named(origin).inputs)
    text += fmt::format("{}\n", harmless(input.file));
  text += fmt::format("  Findings        {}\n", counts_text(origin));
  text += fmt::format("  Positions       {}: {} placed, {}, {} unrooted{}; roots: {}\n",
                      found.positions, found.placed, counted(found.orphans, "orphan"),
                      found.unrooted, and_external(found.external), found.roots);
  text += fmt::format("  Seats           {}; filled {} (known for {})\n", shown(found.totals.seats),
                      shown(found.totals.filled), counted(found.totals.filled_known, "position"));
  text += fmt::format("  Cost per year   {} (known for {})\n",
                      found.totals.cost ? grouped(*found.totals.cost) : "–",
                      counted(found.totals.cost_known, "position"));
  text += fmt::format("  Layers          {}: {}; mean depth {}\n", found.layers.layers,
                      per_layer(found.layers), shown(found.layers.mean_depth));
  text += fmt::format(
      "  Span of control {}; mean {}, median {}, max {}; one-to-one {}\n",
      counted(found.spans.managers, "manager"), shown(found.spans.mean), shown(found.spans.median),
      found.spans.managers == 0 ? "–" : std::to_string(found.spans.max), found.spans.one_to_one);
  text += fmt::format("    by width      {}\n", buckets(found.spans));
  text += fmt::format("    in seats      mean {}, median {}, max {}\n",
                      shown(found.spans_in_seats.mean), shown(found.spans_in_seats.median),
                      found.spans_in_seats.mean ? shown(found.spans_in_seats.max) : "–");
  // Where each head has one seat it says nothing new.
  if (found.spans_per_head != found.spans_in_seats)
    text +=
        fmt::format("    per head      mean {}, median {}, max {} (seats to each seat of a head)\n",
                    shown(found.spans_per_head.mean), shown(found.spans_per_head.median),
                    found.spans_per_head.mean ? shown(found.spans_per_head.max) : "–");
  text += fmt::format("    in filled     mean {}, median {}, max {}\n",
                      shown(found.spans_in_filled.mean), shown(found.spans_in_filled.median),
                      found.spans_in_filled.mean ? shown(found.spans_in_filled.max) : "–");
  text += fmt::format("  Pair distance   mean {}, diameter {} (placed pairs of one tree)\n",
                      counted(shown(found.pair_distance.mean), "line"),
                      shown(found.pair_distance.diameter));
  const decision_summary& d = found.decisions;
  text += fmt::format(
      "  Decision path   {}\n"
      "    matters       {} a year, {} of them undecidable\n"
      "    hand-offs     mean {}, p50 {}, p90 {}, max {}\n"
      "    with roles    mean {}; with coordination too, mean {}\n",
      decisions ? counted(d.matters, "kind") + " of matter, by volume"
                : "default matter: each non-managing position raises one a year, its root decides",
      shown(d.volume),
      shown(decisions ? decisions->found.undecidable_volume : static_cast<double>(d.undecidable)),
      shown(d.mean_hand_offs), shown(d.p50), shown(d.p90), shown(d.max),
      shown(d.mean_hand_offs_with_roles), shown(d.mean_hand_offs_with_coordination));
  text += fmt::format(
      "  Compression     {} of {} {} two of one rank ({})\n", found.compression.lines.size(),
      counted(found.compression.ranked_lines, "ranked command line"),
      agreeing(found.compression.lines.size(), "joins", "join"), percent(found.compression.share));
  if (decisions) text += "\n" + matters_text(*decisions);
  return text;
}

std::string position_changes_text(const position_change_summary& positions) {
  constexpr std::array<std::string_view, 5> names{"same", "moved", "changed", "only before",
                                                  "only after"};
  std::string text = "Positions";
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += fmt::format("{}{} {}", i == 0 ? ": " : ", ", positions.counts[i], names[i]);
    if (i == 0 || positions.first[i].empty()) continue;
    text += fmt::format(" ({}{})", harmless(fmt::format("{}", fmt::join(positions.first[i], ", "))),
                        positions.counts[i] > positions.first[i].size() ? ", …" : "");
  }
  text += '\n';
  if (positions.only_holders > 0)
    text +=
        fmt::format("  {} of those that changed {} only in who holds {}\n", positions.only_holders,
                    agreeing(positions.only_holders, "differs", "differ"),
                    agreeing(positions.only_holders, "it", "them"));
  if (!positions.not_compared.empty())
    text += fmt::format("  not compared, since only one side tells of it: {}\n",
                        fmt::join(positions.not_compared, ", "));
  return text;
}

std::string comparison_text(const comparison& found) {
  const measures& b = found.before;
  const measures& a = found.after;
  text_table table;
  table.row({"", "before", "after", "change"});
  figure(table, "Positions", real(b.positions), real(a.positions));
  figure(table, "  in the layers", real(b.placed), real(a.placed));
  figure(table, "Layers", real(b.layers.layers), real(a.layers.layers));
  figure(table, "  mean depth", b.layers.mean_depth, a.layers.mean_depth);
  figure(table, "Managers", real(b.spans.managers), real(a.spans.managers));
  figure(table, "  mean span", b.spans.mean, a.spans.mean);
  figure(table, "  median span", b.spans.median, a.spans.median);
  figure(table, "  widest span", real(b.spans.max), real(a.spans.max));
  figure(table, "  one-to-one", real(b.spans.one_to_one), real(a.spans.one_to_one));
  figure(table, "Mean pair distance", b.pair_distance.mean, a.pair_distance.mean);
  figure(table, "Diameter", real(b.pair_distance.diameter), real(a.pair_distance.diameter));
  figure(table, "Mean hand-offs, all originators", b.decisions.mean_hand_offs,
         a.decisions.mean_hand_offs);
  figure(table, "  with roles", b.decisions.mean_hand_offs_with_roles,
         a.decisions.mean_hand_offs_with_roles);
  figure(table, "  p90", real(b.decisions.p90), real(a.decisions.p90));
  figure(table, "  longest", real(b.decisions.max), real(a.decisions.max));
  figure(table, "Undecidable matters", real(b.decisions.undecidable),
         real(a.decisions.undecidable));
  figure(table, "Seats", b.totals.seats, a.totals.seats);
  figure(table, "  filled", b.totals.filled, a.totals.filled);

  std::string text = who_decides_text(found.change) + table.str();
  text += fmt::format("\nPer layer before  {}\nPer layer after   {}\n", per_layer(b.layers),
                      per_layer(a.layers));
  const before_after& change = found.change;
  text_table shrink;
  shrink.row({"Shrink of the decision paths, formal", percent(change.formal)});
  shrink.row({"  with role steps", percent(change.with_roles)});
  shrink.row({"  with coordination too", percent(change.with_coordination)});
  shrink.row({"Shadow hierarchy, share of the paths", percent(change.shadow)});
  shrink.row({"  same originators compared", std::to_string(change.compared)});
  shrink.row({"  of them with a longer path", std::to_string(change.longer)});
  shrink.row({"PSO", change.pso_percent ? fmt::format("{} %", shown(*change.pso_percent)) : "–"});
  shrink.row({"Posts converted", std::to_string(found.converted)});
  if (found.rounds > 0)
    shrink.row({"  rounds in which they were selected", std::to_string(found.rounds)});
  if (found.merged > 0)
    shrink.row({"  heads of joined teams among them", std::to_string(found.merged)});
  if (found.converted_holders)
    shrink.row({"  filled seats in them", shown(found.converted_holders)});
  if (!found.laws.empty())
    shrink.row({"  legal sources of them, to amend", std::to_string(found.laws.size())});
  if (found.kept_exempt)
    shrink.row({"Posts kept by an exemption", std::to_string(*found.kept_exempt)});
  text += "\n";
  if (found.positions)
    text += position_changes_text(*found.positions) + "  --by position tells of each\n\n";
  text += shrink.str() + matter_changes_text(found);
  if (found.policy && found.policy->steps > 0)
    text += fmt::format("Scenario {} (SHA-256 {}…), {}\n", harmless(found.policy->name),
                        found.policy->sha256.substr(0, 12), counted(found.policy->steps, "step"));
  else if (found.policy)
    text += fmt::format("Policy {} (SHA-256 {}…), roles {}\n", found.policy->name,
                        found.policy->sha256.substr(0, 12), found.policy->roles);
  constexpr std::size_t most_findings = 5;
  if (!found.findings_after.empty())
    text +=
        "\nChecks\n" + findings_text(found.findings_after, most_findings, "--json lists them all");
  text += "\n" + sentence(found) + "\n";
  return text;
}

}  // namespace pangkas::cli
