// SPDX-License-Identifier: BSL-1.0
// The report: one HTML page for people.
#include "measures.hpp"
#include "studies.hpp"
#include "work.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/report/html_report.hpp>
#include <pangkas/study/flattening_question.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/scenario_study.hpp>

#include <algorithm>
#include <filesystem>

namespace pangkas::python {
namespace {

/// A policy or a scenario by hand as a report tells of it.
struct told_policy {
  policy rules;
  std::string text;
  bool is_preset = false;
  std::vector<std::size_t> layers;
  std::optional<scenario> steps{};
  std::string name{};  ///< in a study
};

told_policy policy_to_tell(const py::object& given, const py::object& layers,
                           const py::object& roles) {
  told_policy told;
  py::object rules = py::cast(held_policy{policy_from(given)});
  if (!py::isinstance<held_policy>(given)) {
    const std::string name = path(given);
    told.is_preset = !is_file(given);
    told.text = told.is_preset ? std::string(preset_policy_text(name))
                               : decode_text(read_file(name), name).text;
  } else {
    told.text = write_policy(given.cast<const held_policy&>().rules);
    const std::string& name = given.cast<const held_policy&>().rules.name;
    told.is_preset = std::ranges::count(preset_policies(), name) > 0 &&
                     told.text == write_policy(preset_policy(name));
  }
  if (!layers.is_none()) {
    rules = rules.attr("with_layers")(layers);
    if (py::isinstance<py::int_>(layers))
      told.layers = {layers.cast<std::size_t>()};
    else
      told.layers = layers.cast<std::vector<std::size_t>>();
  }
  if (!roles.is_none()) rules = rules.attr("with_roles")(roles);
  told.rules = rules.cast<const held_policy&>().rules;
  if (needs_layers(told.rules))
    throw rule_error("the policy \"" + told.rules.name +
                     "\" selects by layers that it leaves open; name them, as in layers=[3]");
  return told;
}

told_policy scenario_to_tell(const py::handle& given) {
  if (!py::isinstance<held_scenario>(given))
    return policy_to_tell(py::reinterpret_borrow<py::object>(given), py::none(), py::none());
  const auto& held = given.cast<const held_scenario&>();
  told_policy told;
  if (const policy* last = last_policy(held.steps)) told.rules = *last;
  told.rules.name = held.steps.name;
  told.rules.title.clear();
  told.rules.description = held.steps.description;
  told.rules.source.clear();
  told.text = held.text;
  told.steps = held.steps;
  return told;
}

/// One scenario, or several by their names.
std::vector<told_policy> scenarios_to_tell(const py::object& given) {
  std::vector<told_policy> all;
  if (given.is_none()) return all;
  if (!py::isinstance<py::dict>(given)) return {scenario_to_tell(given)};
  constexpr std::size_t most = 12;
  for (const auto& [name, what] : given.cast<py::dict>()) {
    all.push_back(scenario_to_tell(what));
    all.back().name = name.cast<std::string>();
  }
  if (all.empty() || all.size() > most)
    throw py::value_error(
        "scenario has no entry, or more than 12; a page has 12 scenarios at most");
  return all;
}

/// The first and the last of a range of span caps.
std::optional<std::pair<std::size_t, std::size_t>> caps_of(const py::object& frontier) {
  if (frontier.is_none()) return std::nullopt;
  std::vector<std::int64_t> caps;
  for (const py::handle cap : py::reinterpret_borrow<py::iterable>(frontier)) {
    caps.push_back(cap.cast<std::int64_t>());
    const bool follows = caps.size() == 1 || caps.back() == caps[caps.size() - 2] + 1;
    if (caps.back() < 1 || caps.back() > 0x7fffffff || !follows || caps.size() > 10'000)
      throw py::value_error(
          "frontier is no range of span caps from 1, one after the other and at most 10000; give "
          "one as range(5, 51)");
  }
  if (caps.empty())
    throw py::value_error("frontier is an empty range of span caps; give one as range(5, 51)");
  return std::pair(static_cast<std::size_t>(caps.front()), static_cast<std::size_t>(caps.back()));
}

report_change change_of(const report_content& content, told_policy told, played all) {
  report_change change;
  policy_evidence from{told.rules.name, sha256_hex(told.text), told.layers,
                       std::string(to_string(told.rules.roles.kind))};
  if (told.steps) add_steps(from, *told.steps);
  change.found = comparison_of(all, content.origin, std::move(from));
  change.kept_tops = std::move(all.result.tops);
  change.must_stay = all.result.must_stay;
  change.rules = std::move(told.rules);
  change.text = std::move(told.text);
  change.is_preset = told.is_preset;
  change.after = std::move(all.result.after);
  change.changes = std::move(all.result.changes);
  return change;
}

/// Fills in what takes time.
std::string page_of(report_content content, std::vector<told_policy> told,
                    std::optional<std::pair<std::size_t, std::size_t>> caps) {
  if (caps) {
    flattening_request request;
    if (told.size() == 1 && !told.front().steps) request.rules = told.front().rules;
    request.decisions = content.options;
    content.frontier = report_frontier{
        request.objective, caps->first, caps->second,
        frontier(content.before, ask(content.before, request), caps->first, caps->second)};
  }
  const decision_options options = content.options;
  study_options of_study;
  of_study.decisions = options;
  of_study.office.emplace();
  if (told.size() > 1) content.study.emplace();
  for (told_policy& one : told) {
    played outcome = one.steps ? play(content.before, *one.steps, options)
                               : play(content.before, one.rules, options);
    if (content.study)
      add_scenario(content.study->scenarios, one.name, content.before, outcome, of_study);
    const decision_options own = outcome.options;
    content.add(change_of(content, std::move(one), std::move(outcome)), own);
  }
  if (content.study) content.study->judged = judge(content.study->scenarios);
  if (told.empty()) {
    content.decisions = follow_decisions(content.before, content.options);
    content.measured = content.decisions ? measure(content.before, content.decisions->found.all)
                                         : measure(content.before);
  }
  if (content.title.empty())
    content.title = report_title(
        content, content.origin.inputs.empty()
                     ? std::string{}
                     : std::filesystem::path(content.origin.inputs.front().file).stem().string());
  std::string html;
  write_html_report(report_json(content), content, [&](std::string_view piece) { html += piece; });
  return html;
}

py::object report(const held_organisation& o, const py::object& file, const py::object& policy,
                  const py::object& layers, const py::object& roles, const py::object& scenario,
                  const py::object& frontier, const std::string& title, const std::string& language,
                  bool redact, const py::object& pdf, const py::object& on,
                  const std::string& absent_flag, double working_minutes) {
  if (!has_report_page())
    throw error(
        "this pangkas was built without the page of the report; install Node.js 18 or newer with "
        "npm, "
        "and then pangkas again: pip install --config-settings=cmake.define.PANGKAS_REPORT_PAGE=ON "
        ".");
  if (policy.is_none() && !(layers.is_none() && roles.is_none()))
    throw py::value_error("layers and roles are of a policy; name the policy too");
  const py::module_ printing = py::module_::import("pangkas._pdf");
  const py::object browser = pdf.is_none() ? py::none() : printing.attr("find_browser")();
  if (!policy.is_none() && !scenario.is_none())
    throw py::value_error("policy and scenario exclude each other; a scenario may be a policy");
  std::vector<told_policy> told = scenarios_to_tell(scenario);
  if (!policy.is_none()) told.push_back(policy_to_tell(policy, layers, roles));
  report_content content;
  content.language = one_of<report_language>(language, "language", parse_report_language,
                                             "\"en\" (English) and \"id\" (Indonesian)");
  content.title = title;
  content.is_redacted = redact;
  const auto count = [&](severity level) {
    return static_cast<std::size_t>(std::ranges::count(o.findings->all, level, &finding::level));
  };
  content.origin = {o.inputs, count(severity::error), count(severity::warning)};
  content.findings = o.findings->all;
  content.before = o.org;
  content.options = decision_options_from(on, absent_flag, {}, working_minutes);
  const std::string html =
      without_gil(o.org.size() + 5000,
                  [content = std::move(content), told = std::move(told), caps = caps_of(frontier)](
                      const stop_flag&) { return page_of(content, told, caps); });
  std::optional<output_file> page;
  if (!file.is_none()) page.emplace(path(file)).write(html);
  if (!pdf.is_none()) {
    const py::bytes bytes = printing.attr("print_page")(browser, text(html));
    output_file printed(path(pdf));
    printed.write(std::string_view(bytes));
    printed.commit();
  }
  if (!page) return text(html);
  page->commit();
  return py::none();
}

}  // namespace

void register_report(py::module_& m) {
  auto c =
      py::reinterpret_borrow<py::class_<held_organisation, std::shared_ptr<held_organisation>>>(
          m.attr("Organisation"));
  c.def("report", &report, py::arg("file") = py::none(), py::kw_only(),
        py::arg("policy") = py::none(), py::arg("layers") = py::none(),
        py::arg("roles") = py::none(), py::arg("scenario") = py::none(),
        py::arg("frontier") = py::none(), py::arg("title") = "", py::arg("language") = "en",
        py::arg("redact") = false, py::arg("pdf") = py::none(), py::arg("on") = py::none(),
        py::arg("absent_flag") = "absent", py::arg("working_minutes") = 72'000.0,
        R"(Write the report for people: one HTML page that needs no network.

Of the organisation, or before and after under a policy; :meth:`Simplification.report` is that of a
simplification.

Parameters
----------
file : path, optional
    Where to write it; without one it is given as text.
policy, layers, roles
    As for :meth:`simplify`: the page tells before and after. Without a policy the organisation alone.
scenario : Scenario, Policy, str or dict, optional
    In place of a policy, what is played: changes by hand, a policy or a preset; or several, by the names
    that they have on the page, which then has the table of :class:`Study` and switches between them.
frontier : range, optional
    Span caps to compare, as in ``range(5, 51)``.
title : str
    Of the page. Default: the name of the first file that was read.
language : {"en", "id"}
    English or Indonesian.
redact : bool
    Whether codes, titles, units and all free texts are replaced by numbers, and groups of fewer than
    three withheld.
pdf : path, optional
    Where to print the page as PDF too, with the Chromium that is installed.
on, absent_flag, working_minutes
    As for :meth:`measure`.

Returns
-------
str or None
    The page, if there is no file.

Raises
------
Error
    If this build has no page, which takes Node.js to build; if there is no Chromium for a PDF.
RuleError, InputError
    As :meth:`simplify`.
OutputError
    If a file cannot be written; nothing is left behind.
)");
}

}  // namespace pangkas::python
