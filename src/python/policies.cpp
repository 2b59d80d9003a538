// SPDX-License-Identifier: BSL-1.0
#include "bindings.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>

#include <functional>

namespace pangkas::python {
namespace {

std::vector<std::size_t> layers_from(const py::handle& layers) {
  if (py::isinstance<py::int_>(layers)) return {layers.cast<std::size_t>()};
  return layers.cast<std::vector<std::size_t>>();
}

std::string toml(const held_policy& p) { return write_policy(p.rules); }

py::list rules_of(const policy& rules) {
  py::list all;
  const auto add = [&](const char* section, const auto& list) {
    for (const auto& r : list) {
      py::dict one;
      one["section"] = section;
      one["id"] = text(r.rule.id);
      one["reason"] = text(r.rule.reason);
      one["source"] = text(r.rule.source);
      all.append(one);
    }
  };
  add("select", rules.select);
  add("exempt", rules.exempt);
  add("convert", rules.convert);
  add("merge", rules.merge);
  add("digital", rules.digital);
  return all;
}

}  // namespace

void register_policies(py::module_& m) {
  py::class_<held_policy> c(m, "Policy", py::is_final(),
                            R"(The rules of a simplification. An immutable value.

Two policies are equal if they are written the same.

Examples
--------
>>> import pangkas as pk
>>> pk.Policy.presets()
['delayer', 'id-central-2021', 'id-regency-2021', 'layers-at-most', 'one-to-one', 'span-floor', 'spans-and-layers']
>>> pk.Policy.preset("delayer").with_layers(3).needs_layers
False
)");
  c.def_static("presets", &preset_policies, "Names of the preset policies, by the alphabet.")
      .def_static(
          "preset", [](const std::string& name) { return held_policy{preset_policy(name)}; },
          py::arg("name"),
          "Give a preset policy.\n\nRaises\n------\nInputError\n    If there is none of that name; "
          "it names those that there are.")
      .def_static(
          "from_toml",
          [](const std::string& toml, const std::string& name) {
            return held_policy{read_policy(toml, name)};
          },
          py::arg("text"), py::kw_only(), py::arg("name") = "policy",
          "Read a policy from TOML.\n\nRaises\n------\nRuleError\n    With name and line, if it is "
          "no policy.")
      .def_static(
          "from_file",
          [](const py::object& file) {
            const std::string name = path(file);
            return held_policy{read_policy(decode_text(read_file(name), name).text, name)};
          },
          py::arg("file"),
          "Read a policy from a TOML file.\n\nRaises\n------\nInputError\n    If the file cannot "
          "be "
          "read.\nRuleError\n    With file and line, if it is no policy.")
      .def_property_readonly(
          "name", [](const held_policy& p) { return text(p.rules.name); }, "Its name.")
      .def_property_readonly(
          "title", [](const held_policy& p) { return text(p.rules.title); }, "What people call it.")
      .def_property_readonly(
          "description", [](const held_policy& p) { return text(p.rules.description); },
          "What it is for.")
      .def_property_readonly(
          "source", [](const held_policy& p) { return text(p.rules.source); }, "Its legal source.")
      .def_property_readonly(
          "rank_scheme", [](const held_policy& p) { return text(p.rules.scheme); },
          "The rank scheme that it needs; empty if any will do.")
      .def_property_readonly(
          "rules", [](const held_policy& p) { return rules_of(p.rules); },
          "Its rules: section, id, reason and source of each.")
      .def_property_readonly(
          "needs_layers", [](const held_policy& p) { return needs_layers(p.rules); },
          "Whether it selects by layers that are still to be given.")
      .def_property_readonly(
          "roles", [](const held_policy& p) { return text(to_string(p.rules.roles.kind)); },
          "Which role converted posts keep.")
      .def_property_readonly(
          "initials", [](const held_policy& p) { return p.rules.checks.initials; },
          "Most initials before the signature that it allows; None if it does not say.")
      .def(
          "with_layers",
          [](const held_policy& p, const py::object& layers) {
            held_policy changed = p;
            set_layers(changed.rules, layers_from(layers));
            return changed;
          },
          py::arg("layers"),
          "Give the same policy for these layers; a root is layer 1.\n\nRaises\n------\nRuleError\n"
          "    If it selects by no layer, or a layer is 0.")
      .def(
          "with_span_floor",
          [](const held_policy& p, std::size_t floor) {
            held_policy changed = p;
            set_span_floor(changed.rules, floor);
            return changed;
          },
          py::arg("floor"),
          "Give the same policy for another span floor: the fewest subordinates of a manager who "
          "stays.\n\nRaises\n------\nRuleError\n    If it selects by no floor, or the floor is "
          "less than 2.")
      .def(
          "with_roles",
          [](const held_policy& p, const std::string& roles) {
            held_policy changed = p;
            changed.rules.roles.kind = one_of<role_policy>(
                roles, "roles", parse_role_policy, "\"none\", \"team-leads\", \"coordinators\"");
            changed.rules.roles.rule = {
                "roles-given", "The roles were given beside the policy.", {}, {}};
            return changed;
          },
          py::arg("roles"), "Give the same policy with other roles for converted posts.")
      .def("to_toml", &toml, "Write the policy as TOML, with every default that holds.")
      .def("__repr__",
           [](const held_policy& p) {
             return "Policy(" + p.rules.name + ": " + std::to_string(p.rules.select.size()) +
                    " select, " + std::to_string(p.rules.exempt.size()) + " exempt, " +
                    std::to_string(p.rules.convert.size()) + " convert; roles " +
                    std::string(to_string(p.rules.roles.kind)) + ")";
           })
      .def("__eq__",
           [](const held_policy& p, const py::object& other) {
             return equal_to<held_policy>(other,
                                          [&](const held_policy& o) { return toml(p) == toml(o); });
           })
      .def("__hash__",
           [](const held_policy& p) {
             return static_cast<py::ssize_t>(std::hash<std::string>{}(toml(p)) >> 1U);
           })
      .def("__copy__", [](const py::object& self) { return self; })
      .def("__deepcopy__", [](const py::object& self, const py::dict&) { return self; })
      .def(py::pickle([](const held_policy& p) { return py::make_tuple(toml(p), p.rules.file); },
                      [](const py::tuple& state) {
                        held_policy p{read_policy(state[0].cast<std::string>(), "policy")};
                        p.rules.file = state[1].cast<std::string>();
                        return p;
                      }));
  add_html(c);
}

}  // namespace pangkas::python
