// For engines so old that they do not know modules, hence in their language: shows the plain page.
(function () {
  var app = document.getElementById("app");
  var plain = document.getElementById("plain");
  var style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/plain.css";
  document.getElementsByTagName("head")[0].appendChild(style);
  app.parentNode.removeChild(app);
  plain.removeAttribute("hidden");
})();
