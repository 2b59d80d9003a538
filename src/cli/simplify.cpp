// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "given_policy.hpp"
#include "input.hpp"
#include "scenario.hpp"
#include "streams.hpp"
#include "text_report.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace pangkas::cli {
namespace {

struct simplify_options {
  input in;
  decision_input decisions;
  given_policy policy;
  std::string out;
  bool json = false;
};

void run(const simplify_options& given) {
  const loaded_policy loaded = given.policy.load();
  const bool is_evidence = given.json || !given.out.empty();
  const read_result read = given.in.read(is_evidence ? input_hashes::taken : input_hashes::unused);
  given.in.stats().begin("simplify");
  const scenario played = play(read, loaded, given.decisions.options(), given.policy.layers());
  given.in.stats().begin("write");
  if (!given.out.empty()) write_scenario(given.out, played, loaded.text, given.in.threads());
  print(given.json ? played.summary : comparison_text(played.found));
  if (!given.json && !given.out.empty())
    print(
        fmt::format("Written to {}: organisation.json, positions.csv, ledger.json, ledger.csv, "
                    "summary.json, policy.toml, and a table each of matters, authority and lines "
                    "where there are any\n",
                    given.out));
}

}  // namespace

void add_simplify(command_line app, int&) {
  const auto given = std::make_shared<simplify_options>();
  const command_line command = app.add_subcommand(
      "simplify", "Take echelons out under a policy; before and after side by side");
  given->in.add_to(command);
  given->decisions.add_to(command);
  given->policy.add_to(command).required();
  command
      .add_option("--out", given->out,
                  "folder to write the organisation after, the ledger and the figures to")
      .type_name("DIR");
  command.add_flag("--json", given->json, "print before and after as JSON under stable keys");
  command.footer(
      "Examples:\n"
      "  pangkas simplify examples/uk-department-of-health-2013/senior.csv --policy delayer "
      "--layers 3\n"
      "  pangkas simplify examples/id-ministry/positions.csv --policy id-central-2021 --out after");
  command.callback([given] { run(*given); });
}

}  // namespace pangkas::cli
