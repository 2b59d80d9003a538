// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "history_input.hpp"
#include "input.hpp"
#include "integrity_input.hpp"
#include "number_text.hpp"
#include "scenario.hpp"
#include "scenario_spec.hpp"
#include "streams.hpp"
#include "table_output.hpp"
#include "text_report.hpp"
#include "text_table.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/core/result_table.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/report/scenario_study.hpp>
#include <pangkas/study/history.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/position_changes.hpp>
#include <pangkas/study/scenario_study.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

struct study_command {
  input in;
  decision_input decisions;
  integrity_input duties;
  std::vector<std::string> scenarios;
  std::vector<std::string> between;
  std::vector<std::string> judged;
  bool history = false;
  std::string date_column;
  table_output rows;
  bool json = false;
};

/// The letter of a scenario: A, B, …, Z, A2, …
std::string letter(std::size_t i) {
  std::string text(1, static_cast<char>('A' + i % 26));
  return i < 26 ? text : text + std::to_string(i / 26 + 1);
}

std::vector<study_measure> judged_of(const study_command& given) {
  std::vector<study_measure> judged;
  for (const std::string& name : given.judged) {
    const auto measure = parse_study_measure(name);
    if (!measure || better_of(*measure) == better::neither)
      throw usage_error("--judge",
                        fmt::format("there is no measure \"{}\" of which less or more "
                                    "is better{}",
                                    name, did_you_mean(name, detail::study_measure_names)));
    judged.push_back(*measure);
  }
  return judged;
}

/// A scenario by its name, its letter, or as it was given.
std::size_t place_of(const std::vector<studied_scenario>& all,
                     const std::vector<std::string>& specs, const std::string& wanted) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name == wanted || (i > 0 && (letter(i - 1) == wanted || specs[i - 1] == wanted)))
      return i;
  std::vector<std::string> known;
  for (const studied_scenario& one : all) known.push_back(one.name);
  throw usage_error("--between", fmt::format("no scenario is called \"{}\"{}; there are {}", wanted,
                                             did_you_mean(wanted, known), fmt::join(known, ", ")));
}

std::string study_text(const std::vector<studied_scenario>& all,
                       const std::vector<study_measure>& judged) {
  text_table table;
  std::vector<std::string> head{""};
  for (std::size_t i = 0; i < all.size(); ++i)
    head.push_back(i == 0 ? std::string(as_it_is) : letter(i - 1));
  table.row(std::move(head));
  for (std::size_t m = 0; m < detail::study_measure_names.size(); ++m) {
    const auto measure = static_cast<study_measure>(m);
    if (std::ranges::none_of(all, [&](const studied_scenario& one) {
          return figure_of(one.figures, measure).has_value();
        }))
      continue;
    const bool counts = std::ranges::find(judged, measure) != judged.end();
    std::vector<std::string> row{(counts ? "* " : "  ") + std::string(in_words(measure))};
    for (const studied_scenario& one : all) {
      const bool best = std::ranges::find(one.best_in, measure) != one.best_in.end();
      row.push_back(figure_text(measure, figure_of(one.figures, measure)) + (best ? " ←" : "  "));
    }
    table.row(std::move(row));
  }
  std::string text = table.str();
  text += "\n* judged; ← best, of those that nothing dominates\n";
  const auto is_never = [](const studied_scenario& one) {
    const auto& days = figure_of(one.figures, study_measure::days);
    return days && std::isinf(*days);
  };
  if (std::ranges::any_of(all, is_never))
    text += "never: a post gets more work than it can do, so that what waits for it only grows\n";
  for (std::size_t i = 0; i < all.size(); ++i) {
    const studied_scenario& one = all[i];
    text += fmt::format("\n{}", i == 0 ? std::string("As it is") : letter(i - 1));
    if (i > 0) text += "  " + harmless(one.name);
    if (one.dominated_by) text += " — dominated by " + harmless(all[*one.dominated_by].name);
    text += "\n   " + harmless(one.why) + "\n";
  }
  return text;
}

std::string history_text(const std::vector<snapshot>& snapshots) {
  text_table table;
  table.row({"", "posts", "layers", "managers", "mean span", "widest", "hand-offs", "undecidable",
             "seats", "joined", "left", "moved", "re-ranked", "unit"});
  const auto since = [](const snapshot& s, std::size_t post_movements::*which) {
    return s.since ? std::to_string((*s.since).*which) : std::string("–");
  };
  for (const snapshot& s : snapshots)
    table.row({s.date, std::to_string(s.found.positions - s.found.external),
               std::to_string(s.found.layers.layers), std::to_string(s.found.spans.managers),
               shown(s.found.spans.mean), std::to_string(s.found.spans.max),
               shown(s.found.decisions.mean_hand_offs),
               std::to_string(s.found.decisions.undecidable), shown(s.found.totals.seats),
               since(s, &post_movements::joined), since(s, &post_movements::left),
               since(s, &post_movements::moved), since(s, &post_movements::re_ranked),
               since(s, &post_movements::came)});
  return table.str() +
         "\njoined, left, moved (to another superior), re-ranked, unit (another): since the "
         "snapshot before, by the codes of posts\n";
}

void run_history(const study_command& given) {
  const auto hashes = given.json ? input_hashes::taken : input_hashes::unused;
  evidence origin;
  const history all = read_history(given.in, given.in.snapshots(given.date_column),
                                   given.decisions.options(), hashes, origin);
  const std::vector<snapshot>& snapshots = all.snapshots();
  const auto rows = [&] {
    return given.rows.by() == "unit" ? unit_history_table(snapshots) : history_table(snapshots);
  };
  if (given.json && given.rows.is_given())
    return print_with_rows(to_json(snapshots, origin), rows());
  if (given.rows.is_given()) return given.rows.write(rows());
  print(given.json ? to_json(snapshots, origin) : history_text(snapshots));
}

void run(const study_command& given) {
  if (given.history) return run_history(given);
  if (given.scenarios.empty())
    throw usage_error("--scenario", "name at least one, or give --history for snapshots over time");
  std::vector<scenario_spec> specs;
  for (const std::string& text : given.scenarios) specs.emplace_back(text);
  const std::vector<study_measure> wanted = judged_of(given);
  integrity_telling how;
  std::optional<integrity_rules> rules;
  if (given.duties.has_duties()) rules = given.duties.load_rules(how);
  const read_result read = given.in.read(given.json ? input_hashes::taken : input_hashes::unused);
  const organisation& before = read.organisation;
  evidence origin = evidence_of(read);
  std::optional<integrity_data> data;
  if (rules) {
    data = given.duties.read(before, given.json, given.in.is_strict());
    origin.inputs.insert(origin.inputs.end(), data->inputs.begin(), data->inputs.end());
  }
  study_options options;
  options.decisions = given.decisions.options();
  options.office.emplace();
  if (data) {
    options.tables = &data->tables;
    options.rules = &*rules;
  }

  std::vector<studied_scenario> all;
  std::vector<comparison> comparisons;
  std::vector<organisation> afters{before};
  for (const scenario_spec& spec : specs) {
    given.in.stats().begin(spec.text());
    const loaded_policy loaded = spec.load(before, options.decisions);
    const played outcome = played_on(before, loaded, options.decisions);
    add_to_study(all, spec, loaded, before, outcome, options);
    if (given.json)
      comparisons.push_back(
          comparison_of(outcome, evidence_of(read), loaded.evidence(spec.layers())));
    if (!given.between.empty()) afters.push_back(outcome.result.after);
  }
  const std::vector<study_measure> judged = judge(all, wanted);

  const std::string text =
      given.json ? to_json(all, judged, comparisons, origin) : study_text(all, judged);
  if (given.between.empty()) return print(text);
  const std::size_t a = place_of(all, given.scenarios, given.between[0]);
  const std::size_t b = place_of(all, given.scenarios, given.between[1]);
  const result_table rows = table_of(compare_positions(afters[a], afters[b]), afters[a], afters[b]);
  if (given.json) return print_with_rows(text, rows);
  print(fmt::format("{}\nBetween {} (before) and {} (after), post by post\n", text,
                    harmless(all[a].name), harmless(all[b].name)) +
        first_rows(rows, "--json prints all"));
}

}  // namespace

void add_study(command_line app, int&) {
  const auto given = std::make_shared<study_command>();
  const command_line command = app.add_subcommand(
      "study", "Scenarios side by side: figures, which is dominated by which, and why each loses");
  given->in.add_to(command);
  given->in.add_holders(command);
  given->decisions.add_to(command);
  const option scenario =
      command
          .add_option("--scenario", given->scenarios,
                      "a policy (NAME or FILE, with :layers=3+4 and :roles=coordinators where it "
                      "needs them), a file of steps, an optimum as optimise:span-cap=8, or rights "
                      "passed on as delegate:delegations=12; several times")
          .type_name("SCENARIO");
  command.reads([given] { return files_of_scenarios(given->scenarios); });
  const option judged = command
                            .add_option("--judge", given->judged,
                                        fmt::format("measures that decide: {}",
                                                    fmt::join(detail::study_measure_names, ", ")))
                            .delimiter(',')
                            .type_name("MEASURES");
  const option between =
      command
          .add_option("--between", given->between,
                      "print also a row for each position: what differs between two scenarios, by "
                      "name or letter; \"as it is\" is one")
          .expected(2)
          .type_name("A B");
  given->duties.add_to(command);
  const option history =
      command
          .add_flag("--history", given->history,
                    "the files, or those of a folder, are snapshots of one organisation: figures "
                    "over time, and who joined, left, moved and got another rank")
          .excludes(scenario)
          .excludes(judged)
          .excludes(between);
  command
      .add_option("--date-column", given->date_column,
                  "with --history: heading of the column that says of which date a row is; "
                  "without it each file is a snapshot, dated by its name")
      .needs(history);
  const option json =
      command.add_flag("--json", given->json, "print the study as JSON under stable keys");
  given->rows
      .add_to(command, {"snapshot", "unit"},
              "with --history: a row for each snapshot, or for each unit of each", json)
      .needs(history);
  command.footer(
      "Examples:\n"
      "  pangkas study examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv --scenario "
      "id-central-2021 --scenario examples/id-ministry/one-planning-unit.toml --scenario "
      "optimise:span-cap=8\n"
      "  pangkas study --history tests/data/uk-senior-posts-2010-2026/ne.csv --date-column date "
      "--columns tests/data/columns/uk-senior-posts.toml");
  command.callback([given] { run(*given); });
}

}  // namespace pangkas::cli
