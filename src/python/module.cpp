// SPDX-License-Identifier: BSL-1.0
// The table of contents of pangkas._core.
#include "bindings.hpp"

#include <pangkas/version.hpp>

#include <string>

#if PYBIND11_VERSION_MAJOR > 2 || (PYBIND11_VERSION_MAJOR == 2 && PYBIND11_VERSION_MINOR >= 13)
// Objects are immutable and what is made late is made under a lock.
PYBIND11_MODULE(_core, m, pybind11::mod_gil_not_used()) {
#else
PYBIND11_MODULE(_core, m) {
#endif
  using namespace pangkas::python;
  m.doc() = "The extension of pangkas; import its names from there.";
  m.attr("__version__") = std::string(pangkas::version);
  register_errors(m);
  register_records(m);
  register_text_columns(m);
  register_tables(m);
  register_findings(m);
  register_policies(m);
  register_organisation(m);
  register_readers(m);
  register_measures(m);
  register_hierarchy(m);
  register_decisions(m);
  register_scenarios(m);
  register_studies(m);
  register_flattening(m);
  register_delegation(m);
  register_what_if(m);
  register_simulate(m);
  register_integrity(m);
  register_report(m);
  register_event_log(m);
}
