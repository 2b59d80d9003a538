// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "input.hpp"
#include "number_text.hpp"
#include "streams.hpp"
#include "text_report.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/decisions/scheme_findings.hpp>
#include <pangkas/io/folder_check.hpp>
#include <pangkas/report/evidence.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::cli {

namespace {

/// Persons and posts, where the table tells of holders; nobody is named.
std::string holders_text(const organisation& org) {
  const holder_counts counts = count_holders(org);
  if (counts.holders == 0) return {};
  return fmt::format("{} in {}; {} in several.\n", counted(counts.holders, "holder"),
                     counted(counts.positions, "position"), counts.in_several);
}

}  // namespace

void add_check(command_line app, int& status) {
  struct options {
    input in;
    bool json = false;
    bool all = false;
    bool suggest = false;
  };
  const auto given = std::make_shared<options>();
  const command_line command =
      app.add_subcommand("check", "List what is wrong in the data; exit status 1 if anything is");
  given->in.add_to(command);
  given->in.keep_holders();
  command.add_flag("--json", given->json, "print the findings as JSON");
  command.add_flag("--all", given->all, "print every finding, not the first 20 of each rule");
  command.add_flag("--suggest", given->suggest,
                   "print a proposal for a column mapping (--columns) instead, as TOML");
  command.footer(
      "A folder that --out named is checked for being as it was written.\n"
      "Examples:\n"
      "  pangkas check examples/uk-department-of-health-2013/senior.csv "
      "examples/uk-department-of-health-2013/junior.csv\n"
      "  pangkas check staff.csv --suggest > mapping.toml\n"
      "  pangkas check after");
  command.callback([given, &status] {
    const auto tell = [&](const std::vector<finding>& findings, const evidence& origin,
                          const std::string& before_counts, const std::string& end) {
      constexpr std::size_t most_of_a_rule = 20;
      const std::size_t most =
          given->all ? std::numeric_limits<std::size_t>::max() : most_of_a_rule;
      print(findings_text(findings, most, "--all shows them, --findings FILE writes them") +
            before_counts + counts_text(origin) + end);
    };
    if (given->suggest) return print(given->in.suggested_mappings());
    if (const std::string folder = given->in.folder(); !folder.empty()) {
      const std::vector<finding> findings = check_folder(folder);
      given->in.write_findings({&findings});
      given->in.stats().begin("print");
      const evidence origin{
          {}, count(findings, severity::error), count(findings, severity::warning)};
      if (given->json)
        print(to_json(findings, origin));
      else
        tell(findings, origin, {},
             findings.empty() ? fmt::format(". {} is as it was written\n", folder) : "\n");
      if (!findings.empty()) status = exit_findings;
      return;
    }
    given->in.be_suspicious();
    read_result read = given->in.read(given->json ? input_hashes::taken : input_hashes::unused);
    finding_list of_scheme(std::numeric_limits<std::size_t>::max());
    check_scheme(read.organisation, {}, of_scheme);
    std::vector<finding> more = std::move(of_scheme).take();
    read.findings.insert(read.findings.end(), std::make_move_iterator(more.begin()),
                         std::make_move_iterator(more.end()));
    given->in.stats().begin("print");
    const evidence origin = evidence_of(read);
    if (given->json)
      print(to_json(read, origin));
    else
      tell(read.findings, origin,
           account_text(read.tables, given->all) + roots_text(read.organisation, given->all),
           ". " + coverage_text(read.organisation) + holders_text(read.organisation));
    if (!read.findings.empty()) status = exit_findings;
  });
}

}  // namespace pangkas::cli
