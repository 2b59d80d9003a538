// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "given_policy.hpp"
#include "input.hpp"
#include "scenario.hpp"
#include "streams.hpp"
#include "table_output.hpp"
#include "text_report.hpp"

#include <pangkas/core/result_table.hpp>
#include <pangkas/io/result_table.hpp>
#include <pangkas/study/position_changes.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace pangkas::cli {
namespace {

struct simplify_options {
  input in;
  decision_input decisions;
  given_policy policy;
  result_folder out;
  bool json = false;
  std::string by;
};

void run(simplify_options& given) {
  const loaded_policy loaded = given.policy.load();
  const bool is_evidence = given.json || given.out.is_given();
  const read_result read = given.in.read(is_evidence ? input_hashes::taken : input_hashes::unused);
  given.in.stats().begin("simplify");
  given.policy.tell_missing_layers(read.organisation);
  const scenario played = play(read, loaded, given.decisions.options(), given.policy.layers());
  given.in.stats().begin("write");
  if (given.by.empty()) {
    if (given.out.is_given())
      given.out.write(read.organisation, played, loaded.text, given.in.threads());
    return print(given.json ? played.summary : comparison_text(played.found) + given.out.told(),
                 given.out.done());
  }
  const organisation& after = played.result.after;
  const result_table rows =
      table_of(compare_positions(read.organisation, after), read.organisation, after);
  if (given.out.is_given()) {
    std::string table;
    write_result_table(
        rows, [&](std::string_view text) { table += text; }, given.out.style());
    given.out.write(read.organisation, played, loaded.text, given.in.threads(),
                    {{"changes.csv", std::move(table)}});
  }
  if (given.json) return print_with_rows(played.summary, rows);
  print(
      first_rows(rows, "--out DIR writes all to changes.csv, --json prints all") + given.out.told(),
      given.out.done());
}

void add_output(command_line command, simplify_options& given) {
  given.out.add_to(command,
                   "folder to write the organisation after, the ledger and the figures to");
  command.add_flag("--json", given.json, "print before and after as JSON under stable keys");
  command
      .add_option("--by", given.by,
                  "print instead a row for each position: what became of it; --out writes all rows "
                  "as changes.csv")
      .one_of({"position"});
}

}  // namespace

void add_apply(command_line app, int&) {
  const auto given = std::make_shared<simplify_options>();
  const command_line command = app.add_subcommand(
      "apply", "Make changes by hand, step by step; before and after side by side");
  given->in.add_to(command);
  given->in.add_holders(command);
  given->decisions.add_to(command);
  given->policy.add_scenario_to(command, std::nullopt).required();
  add_output(command, *given);
  command.footer(
      "Example:\n"
      "  pangkas apply examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv --scenario "
      "examples/id-ministry/one-training-unit.toml --out after");
  command.callback([given] { run(*given); });
}

void add_simplify(command_line app, int&) {
  const auto given = std::make_shared<simplify_options>();
  const command_line command = app.add_subcommand(
      "simplify", "Take echelons out under a policy; before and after side by side");
  given->in.add_to(command);
  given->in.add_holders(command);
  given->decisions.add_to(command);
  given->policy.add_to(command).required();
  add_output(command, *given);
  command.footer(
      "Examples:\n"
      "  pangkas simplify examples/uk-department-of-health-2013/senior.csv --policy delayer "
      "--layers 3\n"
      "  pangkas simplify examples/id-ministry/positions.csv --policy id-central-2021 --out after");
  command.callback([given] { run(*given); });
}

}  // namespace pangkas::cli
