// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "decision_text.hpp"
#include "input.hpp"
#include "stop_signals.hpp"
#include "streams.hpp"
#include "text_report.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/decisions/decision_findings.hpp>
#include <pangkas/decisions/matter_follower.hpp>
#include <pangkas/decisions/scheme_findings.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/routing.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/study/measures.hpp>

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

struct paths_options {
  input in;
  decision_input decisions;
  std::string matter;
  std::string from;
  bool csv = false;
  bool traffic = false;
  bool json = false;
  bool all = false;
  bool who = false;
  std::string routing;
};

/// What stands in the folder of --routing.
constexpr std::array<std::string_view, 5> routing_files{"routing.csv", "openfga-tuples.json",
                                                        "openfga-model.json", "casbin-policy.csv",
                                                        "casbin-model.conf"};

/// Writes who acts on what for whom, in the forms that other systems load.
std::string write_routing_folder(const organisation& org, const decision_options& options,
                                 const std::string& name) {
  const stop_signals signals;
  output_folder folder(name);
  std::vector<output_file*> files;
  for (const std::string_view file : routing_files) files.push_back(&folder.file(file));
  const auto into = [&](std::size_t i) {
    return signals.watch([file = files[i]](std::string_view text) { file->write(text); });
  };
  write_routing(org, options, {into(0), into(1), into(3)});
  files[2]->write(openfga_model());
  files[4]->write(casbin_model());
  const std::string hash = folder.commit();
  return fmt::format("Written to {}: {}\nTheir hashes are in {}, whose own SHA-256 is {}\n", name,
                     fmt::join(routing_files, ", "), checksum_list, hash);
}

/// An organisation with the default matter, where nobody gave it matters: what measure follows then.
/// Who is away is no part of that.
organisation with_default_matter(const organisation& org) {
  organisation_parts parts = org.parts();
  auto unknown = std::make_shared<number_column>();
  for (std::size_t row = 0; row < org.size(); ++row) unknown->push_back(std::nullopt);
  parts.table.filled = std::move(unknown);
  matter m;
  m.code = "default";
  m.name = "what every non-managing position raises and its root decides";
  m.own_first = true;  // a root alone decides what it raises
  parts.matters = {std::move(m)};
  authority root;
  root.matter = "default";
  root.whoever = parse_holder("layer=1");
  parts.authorities = {std::move(root)};
  parts.steps.clear();
  return organisation(std::move(parts), org);
}

/// Every path as a row: who raises what, how long it takes, and who decides.
std::string paths_table(const organisation& org, const std::vector<std::size_t>& matters,
                        const std::optional<position_id>& from, const decision_options& options) {
  std::string table =
      "matter,originator,title,hand_offs,hand_offs_with_roles,hand_offs_with_coordination,decider,"
      "decider_title,undecidable\n";
  matter_follower follow(org, options);
  std::vector<position_id> one;
  if (from) one.push_back(*from);
  for (const std::size_t place : matters) {
    follow.turn_to(place);
    for (const position_id o : from ? one : follow.originators(place)) {
      const auto length = follow.length(o);
      const auto decider = follow.decider(o);
      const auto number = [&](std::uint64_t path_length::*which) {
        return length ? std::to_string((*length).*which) : std::string{};
      };
      const std::array<std::string, 3> numbers{number(&path_length::command),
                                               number(&path_length::with_roles),
                                               number(&path_length::with_coordination)};
      const std::array<std::string_view, 9> cells{
          org.matters()[place].code,
          org.code(o),
          org.title(o),
          numbers[0],
          numbers[1],
          numbers[2],
          decider ? org.code(*decider) : std::string_view{},
          decider ? org.title(*decider) : std::string_view{},
          length ? std::string_view{} : to_string(follow.why_undecidable(o))};
      append_csv_row(table, cells, for_people);
    }
  }
  return table;
}

/// What passes through each position that makes a step, and the work that it is.
std::string traffic_table(const decided& d) {
  std::string table = "position,title,traffic,pass_through,load_minutes,full_time_posts,seats\n";
  for (position_id p{0}; p < d.org.size(); ++p) {
    if (!(d.found.traffic[p] > 0)) continue;
    const bool known = !d.found.load.empty();
    const std::array<std::string, 5> numbers{
        format_number(d.found.traffic[p]), format_number(d.found.pass_through[p]),
        known ? format_number(d.found.load[p]) : std::string{},
        known ? format_number(full_time_posts(d.org, p, d.found.load[p], d.options))
              : std::string{},
        format_number(d.org.seats(p))};
    const std::array<std::string_view, 7> cells{
        d.org.code(p), d.org.title(p), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]};
    append_csv_row(table, cells, for_people);
  }
  return table;
}

/// An organisation with one of its matters only, for the figures of that matter alone.
organisation with_matters(const organisation& org, const std::vector<std::size_t>& places) {
  if (places.size() == org.matters().size()) return org;
  organisation_parts parts = org.parts();
  parts.matters.clear();
  for (const std::size_t place : places) parts.matters.push_back(org.matters()[place]);
  return organisation(std::move(parts), org);
}

void run(const paths_options& given) {
  const read_result read = given.in.read(given.json ? input_hashes::taken : input_hashes::unused);
  given.in.stats().begin("paths");
  const bool is_default = read.organisation.matters().empty();
  const organisation org = is_default ? with_default_matter(read.organisation) : read.organisation;
  decision_options how = given.decisions.options();
  if (is_default) how.absent_flag.clear();
  const std::vector<std::size_t> matters = matters_of(org, given.matter);
  std::optional<position_id> from;
  if (!given.from.empty()) from = org.at(given.from);
  if (given.csv) return print(paths_table(org, matters, from, how));
  if (given.who || !given.routing.empty()) {
    const organisation asked_about = with_matters(org, matters);
    if (given.who)
      return write_who_decides(
          asked_about, how, [](std::string_view text) { print(text); }, for_people);
    return print(write_routing_folder(asked_about, how, given.routing),
                 "the files stand in " + given.routing);
  }
  if (from) {
    if (given.json) return print(paths_to_json(org, matters, *from, how, evidence_of(read)));
    std::string text;
    for (const std::size_t place : matters)
      text += fmt::format("{}{}", text.empty() ? "" : "\n", path_text(org, place, *from, how));
    return print(text);
  }
  const organisation asked = with_matters(org, matters);
  const std::optional<decided> found = follow_decisions(asked, how);
  if (given.traffic) return print(traffic_table(*found));
  if (given.json) return print(to_json(measure(asked, found->found.all), evidence_of(read), found));
  print(matters_text(*found) + "\n" + extremes_text(*found));
  constexpr std::size_t most_of_a_rule = 5;
  finding_list breaches(given.all ? std::numeric_limits<std::size_t>::max() : most_of_a_rule);
  check_decisions(asked, how, breaches);
  finding_list of_scheme(given.all ? std::numeric_limits<std::size_t>::max() : most_of_a_rule);
  check_scheme(asked, how, of_scheme);
  for (const auto& [heading, list] :
       {std::pair("Breaches", &breaches), std::pair("The scheme and the chart", &of_scheme)}) {
    const std::vector<finding> listed = std::move(*list).take();
    if (!listed.empty())
      print(fmt::format("\n{}\n{}", heading,
                        findings_text(listed, std::numeric_limits<std::size_t>::max(), {})));
  }
}

}  // namespace

void add_paths(command_line app, int&) {
  const auto given = std::make_shared<paths_options>();
  const command_line command = app.add_subcommand(
      "paths", "The path of a decision, step by step, or the paths of all matters as a table");
  given->in.add_to(command);
  given->in.keep_holders();
  given->decisions.add_to(command);
  command.add_option("--matter", given->matter, "only this matter").type_name("CODE");
  const option start =
      command.add_option("--from", given->from, "the path of this originator, as a numbered list")
          .type_name("CODE");
  const option csv = command.add_flag("--csv", given->csv, "every path as a row of a table");
  const option traffic = command.add_flag("--traffic", given->traffic,
                                          "traffic and load of every position as a table");
  traffic.excludes(csv);
  const option who = command.add_flag(
      "--who", given->who,
      "who decides every matter of everybody who raises it, and by which grants, as a table");
  who.excludes(csv).excludes(traffic).excludes(start);
  const option routing =
      command
          .add_option(
              "--routing", given->routing,
              "folder to write who acts on what for whom to, and who instead of a decider who is "
              "away: as a table, as tuples of OpenFGA and as a policy of Casbin")
          .type_name("DIR");
  routing.excludes(csv).excludes(traffic).excludes(who).excludes(start);
  command.writes([given] {
    written_files files;
    if (!given->routing.empty()) {
      for (const std::string_view name : routing_files)
        files.names.push_back(fmt::format("{}/{}", given->routing, name));
      files.names.push_back(fmt::format("{}/{}", given->routing, checksum_list));
    }
    files.instead = "name another folder";
    return files;
  });
  command.add_flag("--json", given->json, "print the figures or paths as JSON")
      .excludes(csv)
      .excludes(traffic)
      .excludes(who)
      .excludes(routing);
  command.add_flag("--all", given->all, "print every breach, not the first 5 of each rule");
  command.footer(
      "Examples:\n"
      "  pangkas paths examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv "
      "--authority examples/id-ministry/authority.csv --lines examples/id-ministry/lines.csv\n"
      "  pangkas paths examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv "
      "--authority examples/id-ministry/authority.csv --matter recruitment --from 01.02.02.01-P1");
  command.callback([given] { run(*given); });
}

}  // namespace pangkas::cli
