// SPDX-License-Identifier: BSL-1.0
#include "browser.hpp"
#include "commands.hpp"
#include "decision_input.hpp"
#include "delegation_command.hpp"
#include "given_frontier.hpp"
#include "given_policy.hpp"
#include "history_input.hpp"
#include "input.hpp"
#include "integrity_input.hpp"
#include "json_member.hpp"
#include "log_input.hpp"
#include "number_text.hpp"
#include "scenario_spec.hpp"
#include "simulation_input.hpp"
#include "stop_signals.hpp"
#include "streams.hpp"

#include <pangkas/core/finding_list.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/report/decision_times.hpp>
#include <pangkas/report/delegation.hpp>
#include <pangkas/report/event_log.hpp>
#include <pangkas/report/html_report.hpp>
#include <pangkas/report/integrity.hpp>
#include <pangkas/report/scenario_study.hpp>
#include <pangkas/study/decision_times.hpp>
#include <pangkas/study/flattening_question.hpp>
#include <pangkas/study/history.hpp>
#include <pangkas/study/measures.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/scenario_study.hpp>
#include <pangkas/study/shortening_frontier.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

using nlohmann::ordered_json;

struct report_options {
  input in;
  decision_input decisions;
  given_policy policy;
  std::vector<std::string> scenarios;
  given_frontier frontier;
  integrity_input duties;
  bool simulates = false;
  simulation_input simulation;
  std::string log;
  log_input of_log;
  delegation_command delegation;
  double price = 0;
  std::vector<std::string> history;
  std::string date_column;
  std::string out;
  std::string title;
  std::string language = "en";
  bool redact = false;
  bool pdf = false;
  std::string pdf_file;
};

/// What the organisation becomes: by a policy, or by one of several scenarios.
struct asked_change {
  std::optional<scenario_spec> spec{};  ///< absent: given by --policy
  loaded_policy loaded{};
  std::vector<std::size_t> layers{};  ///< given beside the policy's text
  bool is_preset = false;
};

std::vector<scenario_spec> specs_of(const report_options& given) {
  constexpr std::size_t most = 12;
  if (given.scenarios.size() > most)
    throw usage_error("--scenario", fmt::format("a page has {} scenarios at most", most));
  return {given.scenarios.begin(), given.scenarios.end()};
}

report_change change_of(const read_result& read, asked_change asked, played outcome) {
  report_change change;
  change.found = comparison_of(outcome, evidence_of(read), asked.loaded.evidence(asked.layers));
  change.found.before_evidence = named(change.found.before_evidence);
  change.found.after_evidence = named(change.found.after_evidence);
  change.kept_tops = std::move(outcome.result.tops);
  change.must_stay = outcome.result.must_stay;
  change.rules = std::move(asked.loaded.rules);
  if (asked.loaded.steps) {
    change.rules.title.clear();
    change.rules.description = asked.loaded.steps->description;
    change.rules.source.clear();
  }
  change.text = std::move(asked.loaded.text);
  change.is_preset = asked.is_preset;
  change.after = std::move(outcome.result.after);
  change.changes = std::move(outcome.result.changes);
  return change;
}

report_frontier frontier_for(const report_options& given, const organisation& org,
                             std::optional<policy> rules, cap_range caps) {
  flattening_request request;
  request.rules = std::move(rules);
  request.decisions = given.decisions.options();
  return {request.objective, caps.first, caps.last,
          frontier(org, ask(org, request), caps.first, caps.last)};
}

/// Files that one section reads besides, and the evidence of it.
evidence with(const report_content& content, std::vector<input_file> more,
              const std::vector<finding>& findings = {}) {
  evidence tables;
  tables.inputs = std::move(more);
  evidence origin = content.origin;
  for (input_file& input : named(tables).inputs) origin.inputs.push_back(std::move(input));
  origin.errors += count(findings, severity::error);
  origin.warnings += count(findings, severity::warning);
  return origin;
}

/// Duties, their holders and the rules for them.
struct loaded_duties {
  integrity_telling how{};
  integrity_rules rules{};
  integrity_data data{};
};

loaded_duties duties_of(const report_options& given, const organisation& org) {
  loaded_duties loaded;
  loaded.how.most = 500;
  loaded.rules = given.duties.load_rules(loaded.how);
  loaded.data = given.duties.read(org, true, given.in.is_strict());
  return loaded;
}

/// Integrity as the page tells of it.
std::string integrity_of(const loaded_duties& duties, const organisation& before,
                         const report_content& content, const report_change* change,
                         const decision_options& decisions) {
  integrity_options options;
  options.decisions = decisions;
  const integrity_tables& tables = duties.data.tables;
  const evidence origin = with(content, duties.data.inputs, duties.data.findings);
  if (change == nullptr)
    return to_json(before, tables, integrity(before, tables, duties.rules, options), origin,
                   duties.how);
  simplification result;
  result.after = change->after;
  result.changes = change->changes;
  // Only a policy keeps posts by an exemption.
  const policy* const rules = change->found.policy->steps == 0 ? &change->rules : nullptr;
  const integrity_change changed =
      integrity_change_of(before, rules, result, tables, duties.rules, options);
  return to_json(before, changed, result, tables, *change->found.policy, origin, duties.how);
}

/// How decisions are timed, and the file that says so.
struct loaded_timing {
  timing_options how{};
  std::vector<input_file> calendar{};
};

loaded_timing timing_of(const report_options& given, const organisation& before) {
  loaded_timing loaded;
  loaded.how =
      given.simulation.timing(given.decisions.options(), given.in.threads(), loaded.calendar);
  given.simulation.check(before, loaded.how);
  return loaded;
}

/// What decisions take in time, as the page tells of it.
std::string simulation_of(const report_options& given, const report_content& content,
                          const report_change* change, const loaded_timing& timing) {
  const timing_evidence told = given.simulation.told(timing.how);
  const evidence origin = with(content, timing.calendar);
  if (change == nullptr) return to_json(time_decisions(content.before, timing.how), told, origin);
  return to_json(time_decisions(content.before, change->after, timing.how), told, origin,
                 *change->found.policy);
}

/// Which rights to pass on, as the page tells of it.
std::string delegation_of(const report_options& given, const report_content& content,
                          const std::optional<policy>& rules) {
  const organisation& org = content.before;
  const delegation_request asked =
      given.delegation.request(org, given.decisions.options(), given.price);
  ordered_json all{
      {"answer", ordered_json::parse(to_json(org, best_delegations(org, asked), given.price))},
      {"side_by_side", nullptr}};
  if (given.delegation.is_side_by_side()) {
    flattening_request flattening;
    flattening.rules = rules;
    flattening.decisions = given.decisions.options();
    all.update(ordered_json::parse(
        to_json(compare_shortenings(org, flattening, asked, *given.delegation.side_by_side()))));
  }
  return dump(all);
}

/// The organisation over time, as the page tells of it.
std::string history_of(const report_options& given, std::vector<input_file>& inputs) {
  evidence origin;
  const history all = read_history(given.in, input::snapshots(given.history, given.date_column),
                                   given.decisions.options(), input_hashes::taken, origin);
  inputs.insert(inputs.end(), origin.inputs.begin(), origin.inputs.end());
  return to_json(all.snapshots(), named(origin));
}

/// What really happened, as the page tells of it: the log beside the organisation as it is.
std::string log_of(const report_options& given, report_content& content,
                   std::vector<input_file>& inputs) {
  std::vector<input_file> files;
  log_read read = given.of_log.read(given.log, given.in.threads(), true);
  files.push_back(*read.input);  // hashed, as the page is evidence
  mapped_log mapped = given.of_log.mapped(read, given.of_log.read_map(&files), content.before);
  inputs.insert(inputs.end(), files.begin(), files.end());
  for (finding& f : read.findings) {
    f.file = file_name(f.file);
    content.findings.push_back(f);
  }
  const log_findings found =
      given.of_log.findings(read, log_level::position, missing_performer::left_out,
                            std::move(mapped), &content.before, given.decisions.options(), nullptr);
  return to_json(found, &content.before, with(content, std::move(files), read.findings));
}

/// The sections that are there if their data are given, each from the files that it reads besides.
void add_sections(const report_options& given, const std::optional<loaded_duties>& duties,
                  const std::optional<policy>& rules, report_content& content) {
  std::optional<loaded_timing> timing;
  if (given.simulates) timing = timing_of(given, content.before);
  const auto add = [&](const report_change* change, const decision_options& decisions,
                       std::string& of_integrity, std::string& of_time) {
    if (duties) of_integrity = integrity_of(*duties, content.before, content, change, decisions);
    if (timing) of_time = simulation_of(given, content, change, *timing);
  };
  add(content.change ? &*content.change : nullptr, content.options, content.integrity,
      content.simulation);
  for (report_alternative& other : content.others)
    add(&other.change, other.options, other.integrity, other.simulation);
  std::vector<input_file> inputs;
  if (duties) inputs = duties->data.inputs;
  if (timing) inputs.insert(inputs.end(), timing->calendar.begin(), timing->calendar.end());
  if (!given.log.empty()) content.log = log_of(given, content, inputs);
  if (given.delegation.is_asked()) content.delegation = delegation_of(given, content, rules);
  if (!given.history.empty()) content.history = history_of(given, inputs);
  content.origin = with(content, std::move(inputs));
}

report_content content_of(const report_options& given, const read_result& read,
                          std::vector<asked_change> asked, std::optional<cap_range> caps) {
  report_content content;
  content.language = *parse_report_language(given.language);
  content.is_redacted = given.redact;
  content.origin = named(evidence_of(read));
  content.findings = read.findings;
  for (finding& f : content.findings)
    for (std::size_t i = 0; i < read.inputs.size(); ++i)
      if (f.file == read.inputs[i].file) {
        f.file = content.origin.inputs[i].file;
        break;
      }
  content.before = read.organisation;
  content.options = given.decisions.options();
  content.orphans_are_roots = given.in.orphans_are_roots();
  // What an optimum may take out, says the policy if there is one.
  std::optional<policy> rules;
  if (asked.size() == 1 && asked.front().loaded.policy_if_any() != nullptr)
    rules = asked.front().loaded.rules;
  if (caps) content.frontier = frontier_for(given, read.organisation, rules, *caps);
  std::optional<loaded_duties> duties;
  if (given.duties.has_duties()) duties = duties_of(given, read.organisation);

  study_options of_study;
  of_study.decisions = given.decisions.options();
  of_study.office.emplace();
  if (duties) {
    of_study.tables = &duties->data.tables;
    of_study.rules = &duties->rules;
  }
  if (asked.size() > 1) content.study.emplace();
  for (asked_change& one : asked) {
    played outcome = played_on(read.organisation, one.loaded, given.decisions.options());
    const decision_options options = outcome.options;
    if (content.study)
      add_to_study(content.study->scenarios, *one.spec, one.loaded, read.organisation, outcome,
                   of_study);
    content.add(change_of(read, std::move(one), std::move(outcome)), options);
  }
  if (content.study) content.study->judged = judge(content.study->scenarios);
  add_sections(given, duties, rules, content);
  if (content.change) return content;
  content.decisions = follow_decisions(content.before, content.options);
  content.measured = content.decisions ? measure(content.before, content.decisions->found.all)
                                       : measure(content.before);
  return content;
}

std::string size_text(std::size_t bytes) {
  return bytes < 1'000'000 ? fmt::format("{:.0f} kB", static_cast<double>(bytes) / 1e3)
                           : fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// @param scenarios  Of a study; 0: there is none.
std::string extent_text(const report_extent& extent, std::size_t scenarios) {
  const auto number = [](std::size_t n) { return grouped(static_cast<double>(n)); };
  const auto of = [&](std::size_t n, std::string_view noun) { return counted(number(n), noun); };
  const std::string posts =
      extent.shown == extent.total
          ? of(extent.total, "position")
          : fmt::format(
                "{} of {}, those with the most at and below them (all with {} or more) and "
                "what the paths below need; the others are counted at their nearest superior that "
                "is shown",
                number(extent.shown), of(extent.total, "position"),
                number(extent.smallest_subtree.value_or(0)));
  const std::string paths = extent.paths == extent.all_paths
                                ? of(extent.paths, "path")
                                : fmt::format("{} of {}, the longest and a spread of the others",
                                              number(extent.paths), of(extent.all_paths, "path"));
  const std::string steps = extent.most_steps
                                ? fmt::format(
                                      ", as many as {} allow; \"pangkas paths --from CODE\" prints "
                                      "any other",
                                      of(*extent.most_steps, "step"))
                                : "";
  std::string text = fmt::format("  shows {}\n  shows {}{}\n", posts, paths, steps);
  if (scenarios > 0)
    text += extent.scenarios == scenarios
                ? fmt::format("  switches between {} scenarios\n", scenarios)
                : fmt::format(
                      "  switches between {} of {} scenarios; the others stand in the table of "
                      "them, since the page would be too large\n",
                      extent.scenarios, scenarios);
  return text;
}

/// FILE of --pdf, or the name of the page with another ending.
std::string pdf_name(const report_options& given) {
  if (!given.pdf_file.empty()) return given.pdf_file;
  if (given.out == "-")
    throw usage_error("--pdf",
                      "name the PDF, as in --pdf report.pdf, when the page goes "
                      "to the standard output");
  return std::filesystem::path(given.out).replace_extension(".pdf").string();
}

void run(const report_options& given) {
  // What is missing is said before the work begins.
  if (!has_report_page()) write_html_report({}, {}, [](std::string_view) {});
  std::optional<cap_range> caps;
  if (given.log.empty() != given.of_log.map().empty())
    throw usage_error(given.log.empty() ? "--map" : "--log",
                      given.log.empty()
                          ? "a map leads from an event log to positions; name the log (--log)"
                          : "name the map from performers to positions (--map)");
  if (given.frontier.is_given()) caps = given.frontier.range();
  const std::string browser = given.pdf ? find_browser() : std::string{};
  const std::string pdf_file = given.pdf ? pdf_name(given) : std::string{};
  std::vector<asked_change> asked;
  if (!given.policy.name().empty())
    asked.push_back(
        {{}, given.policy.load(), given.policy.layers(), !is_file_name(given.policy.name())});
  const std::vector<scenario_spec> specs = specs_of(given);
  const read_result read = given.in.read(input_hashes::taken);
  given.policy.tell_missing_layers(read.organisation);
  for (const scenario_spec& spec : specs)
    asked.push_back({spec, spec.load(read.organisation, given.decisions.options()), spec.layers(),
                     spec.is_preset()});

  std::string html;
  report_extent extent;
  const std::size_t scenarios = specs.size() > 1 ? specs.size() : 0;
  {
    report_content content = content_of(given, read, std::move(asked), caps);
    content.title =
        given.title.empty()
            ? report_title(content, std::filesystem::path(read.inputs.front().file).stem().string())
            : given.title;
    const report_document document = report_json(content);
    extent = document.extent;
    write_html_report(document, content, [&](std::string_view text) { html += text; });
  }
  const stop_signals signals;
  const auto fill = [&](output_file& file, const std::string& text) {
    signals.watch([&file](std::string_view piece) { file.write(piece); })(text);
  };
  output_file page(given.out);
  fill(page, html);
  std::size_t pdf_size = 0;
  if (given.pdf) {
    const std::string bytes = print_as_pdf(browser, html);
    pdf_size = bytes.size();
    output_file pdf(pdf_file);
    fill(pdf, bytes);
    pdf.commit();
  }
  page.commit();
  if (given.out == "-" || given.out == "/dev/stdout") return;
  print(fmt::format("Written to {}: {}\n{}", given.out, size_text(html.size()),
                    extent_text(extent, scenarios)));
  if (given.pdf) print(fmt::format("Printed to {}: {}\n", pdf_file, size_text(pdf_size)));
}

}  // namespace

void add_report(command_line app, int&) {
  const auto given = std::make_shared<report_options>();
  const command_line command = app.add_subcommand(
      "report", "One HTML page for people: the organisation, or before and after under a policy");
  given->in.add_to(command);
  given->decisions.add_to(command);
  const option policy = given->policy.add_to(command);
  command
      .add_option(
          "--scenario", given->scenarios,
          "what the page tells of instead: changes by hand (a TOML file of steps), a policy, an "
          "optimum or rights passed on, as study takes them; several times: a table of all, and a "
          "switch between them")
      .allow_extra_args(false)
      .type_name("SCENARIO")
      .excludes(policy);
  command.reads([given] { return files_of_scenarios(given->scenarios); });
  given->frontier.add_to(command);
  given->duties.add_to(command);
  const std::string time = "Days";
  const option simulates = command
                               .add_flag("--simulate", given->simulates,
                                         "tell what decisions take in days, as simulate does")
                               .group(time);
  given->simulation.add_to(command, time, simulates);
  const std::string log = "Event log";
  command.reads(command
                    .add_option("--log", given->log,
                                "event log: what really happened is laid beside the organisation, "
                                "as log does")
                    .type_name("FILE")
                    .group(log));
  given->of_log.add_reading(command, log);
  given->of_log.add_chart(command, log);
  const option delegates = given->delegation.add_to(
      command,
      "tell which rights to pass on so that decisions get shorter, as optimise --delegate does",
      "--delegate-matter");
  command
      .add_option("--price", given->price,
                  "hand-offs a year that each delegation must save, and more")
      .finite()
      .needs(delegates)
      .group("Delegation");
  const std::string over_time = "Over time";
  const option snapshots =
      command
          .add_option("--history", given->history,
                      "snapshots of the organisation, files or a folder: figures over time, as "
                      "study --history tells them")
          .allow_extra_args(false)
          .type_name("FILE|DIR")
          .group(over_time);
  command.reads(snapshots);
  command
      .add_option("--date-column", given->date_column,
                  "with --history: heading of the column that says of which date a row is")
      .needs(snapshots)
      .group(over_time);
  command.writes(
      command.add_option("--out", given->out, "file to write the page to; - is the standard output")
          .required()
          .type_name("FILE"));
  command.add_option("--title", given->title, "title of the page, instead of the input's name")
      .type_name("TEXT");
  command.add_option("--lang", given->language, "language: id (Indonesian) or en (English)")
      .one_of({"id", "en"})
      .capture_default_str();
  command.add_flag("--redact", given->redact,
                   "replace codes, titles, units and all free texts by numbers, and withhold "
                   "groups of fewer than 3");
  const auto is_pdf = [](const std::string& name) {
    return name.ends_with(".pdf")
               ? std::string{}
               : "\"" + name +
                     "\" does not end in .pdf; write --pdf behind FILE..., or name the PDF";
  };
  const option pdf =
      command
          .add_option("--pdf", given->pdf_file,
                      "print the page as PDF too, with the Chromium that is installed; "
                      "beside the page if no name is given")
          .expected(0, 1)
          .type_name("[FILE]")
          .check(is_pdf);
  command.footer(
      "Examples:\n"
      "  pangkas report examples/uk-department-of-health-2013/senior.csv "
      "examples/uk-department-of-health-2013/junior.csv --policy delayer --layers 3 --lang en "
      "--out department.html\n"
      "  pangkas report examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv --lines "
      "examples/id-ministry/lines.csv --policy id-central-2021 --frontier 5..20 --out "
      "ministry.html\n"
      "  pangkas report examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv --scenario "
      "id-central-2021 --scenario examples/id-ministry/one-planning-unit.toml --scenario "
      "optimise:span-cap=8 --delegate --delegations 12 --out scenarios.html");
  command.writes([given, pdf] {
    written_files files;
    if (pdf.count() > 0) files.names.push_back(pdf_name(*given));
    return files;
  });
  command.callback([given, pdf] {
    given->pdf = pdf.count() > 0;
    run(*given);
  });
}

}  // namespace pangkas::cli
